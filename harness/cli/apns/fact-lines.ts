import { bold, type Page } from '../../../reports/look.ts'
import type { Facts } from './provider-facts.ts'

/** A line per fact. None is broken, because whoever reads it copies it. */
export function factLines(facts: Facts, page: Page): string[] {
  const width = Math.max(...facts.map(([name]) => name.length))
  return facts.map(([name, value]) => `${bold(name.padEnd(width), page)}  ${value}`)
}

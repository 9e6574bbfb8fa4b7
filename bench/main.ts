import { apns } from './apns.ts'
import { exploration } from './explore.ts'
import { check } from './check.ts'
import type { Bench } from './figure.ts'
import { link } from './link.ts'
import { rules } from './rules.ts'
import { scenario } from './scenario.ts'
import { sessionStart } from './session-start.ts'
import { trace } from './trace.ts'

const benches: ReadonlyMap<string, Bench> = new Map([
  ['session-start', sessionStart],
  ['scenario', scenario],
  ['rules', rules],
  ['link', link],
  ['apns', apns],
  ['trace', trace],
  ['check', check],
  ['explore', exploration],
])

const chosen = process.argv.length > 2 ? process.argv.slice(2) : [...benches.keys()]
const unknown = chosen.filter((name) => !benches.has(name))
if (unknown.length > 0) {
  console.error(`there is no bench ${unknown.join(', ')}; there are ${[...benches.keys()].join(', ')}`)
  process.exitCode = 2
} else {
  for (const name of chosen) {
    const figures = (await benches.get(name)?.((what) => console.error(`${name}: ${what}`))) ?? []
    for (const { value, ...figure } of figures)
      console.log(JSON.stringify({ ...figure, value: Number(value.toPrecision(4)) }))
  }
}

import { literal } from './step.ts'
import type { PlayedStep } from './play-steps.ts'
import { symptomName, type Symptom } from './symptom.ts'

const SCENE = ['app', 'backend', 'caller', 'elapse', 'fault', 'happens', 'phone', 'user'] as const

/** Steps as a scenario that can be pasted into a suite. */
export function scenarioCode(steps: readonly PlayedStep[], symptom: Symptom): string {
  const declared = new Set<number>()
  const lines = [
    `await app.isIn('background')`,
    ...steps.map(({ step, stopped }) => `${step.code(declared)}${stopped ? '.catch(() => {})' : ''}`),
  ]
  const body = lines.map((line, index) => withoutUnused(line, lines.slice(index + 1)))
  const used = SCENE.filter((name) => body.some((line) => new RegExp(`(?<![\\w.'])${name}[.(]`).test(line)))
  const rules = symptom.kind === 'rule' ? [symptom.rule] : []
  return [
    'conformance(',
    `  ${literal(`explored: ${symptomName(symptom)}`)},`,
    `  { rules: [${rules.map(literal).join(', ')}], time: 'virtual' },`,
    `  async ({ ${used.join(', ')} }) => {`,
    ...body.map((line) => `    ${line}`),
    '  },',
    ')',
  ].join('\n')
}

/** A call that nobody speaks of later needs no name. */
function withoutUnused(line: string, later: readonly string[]): string {
  const name = /^const (\w+) = /.exec(line)?.[1]
  if (name === undefined || later.some((each) => new RegExp(`\\b${name}\\b`).test(each))) return line
  return line.replace(/^const \w+ = /, '')
}

import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadSubject, type Subject } from '../config/load-subject.ts'
import type { RuleId } from '../rules/catalogue.ts'
import { VirtualTarget } from '../targets/virtual-target.ts'
import { play } from './play.ts'
import type { Scenario } from './scenario.ts'

let target: VirtualTarget
let subject: Subject

beforeAll(async () => {
  target = await VirtualTarget.start({ kind: 'direct' })
  subject = await loadSubject(fileURLToPath(new URL('../../fixtures/apps/punctual/app.ts', import.meta.url)))
})

afterAll(() => target[Symbol.asyncDispose]())

/** What a rule says of an app that completes the action so late, on virtual time. */
async function verdictOn(rule: RuleId, act: 'answer' | 'decline', delayMs: number) {
  const scenario: Scenario = {
    id: `deadlines/${act}-${delayMs}`,
    suite: 'deadlines',
    title: `${act} after ${delayMs} ms`,
    rules: [rule],
    needs: [],
    time: 'virtual',
    async body({ app, caller, user, rings, elapse }) {
      await app.isIn('background')
      const { uuid } = await caller.calls({ handle: String(delayMs) })
      await rings(uuid)
      await user[act]()
      await elapse(delayMs + 1000)
    },
  }
  const { result } = await play(scenario, { subject, target, release: '18.2', time: 'auto' })
  const { verdict, measuredMs, limitMs } = result.rules.find(({ id }) => id === rule) ?? {}
  return { verdict, measuredMs, limitMs }
}

describe('a deadline verdict is right one millisecond either side of its limit', () => {
  test.for([
    ['ANS-FULFILL-001', 'answer', 60_000],
    ['ACT-DEADLINE-001', 'decline', 5000],
  ] as const)('%s, %s, %d ms', async ([rule, act, limitMs]) => {
    expect(await verdictOn(rule, act, limitMs - 1)).toEqual({ verdict: 'pass', measuredMs: limitMs - 1, limitMs })
    expect(await verdictOn(rule, act, limitMs + 1)).toMatchObject({ verdict: 'fail', limitMs })
  })
})

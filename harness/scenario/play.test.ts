import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadSubject } from '../config/load-subject.ts'
import { VirtualTarget } from '../targets/virtual-target.ts'
import { readTraceFile } from '../trace/trace-file.ts'
import { inapplicable, play } from './play.ts'
import type { Scenario, ScenarioOptions } from './scenario.ts'
import type { Scene } from './scene.ts'

let target: VirtualTarget
let out: string

beforeAll(async () => {
  target = await VirtualTarget.start({ kind: 'direct' })
  out = await mkdtemp(join(tmpdir(), 'callkit-play-'))
})

afterAll(async () => {
  await target[Symbol.asyncDispose]()
  await rm(out, { recursive: true })
})

const subjectOf = (app: string) => loadSubject(fileURLToPath(new URL(`../../fixtures/apps/${app}`, import.meta.url)))

const declared = {
  id: 'play/scenario',
  suite: 'play',
  title: 'scenario',
  rules: [],
  needs: [],
  time: 'virtual',
} as const

/** Plays a body against an app, on virtual time unless told otherwise. */
async function playing(app: string, body: (scene: Scene) => Promise<void>, options: Partial<ScenarioOptions> = {}) {
  const scenario: Scenario = { ...declared, ...options, body }
  return play(scenario, { subject: await subjectOf(app), target, release: '18.2', time: 'auto', out })
}

describe('an app in a process of its own', () => {
  test('that hangs in a push is killed when its window is over, and nothing of it is left', async () => {
    const { result, events } = await playing(
      'broken/blocks-on-push.ts',
      async ({ app, caller, rings }) => {
        await app.isIn('background')
        const { uuid } = await caller.calls()
        await rings(uuid)
      },
      { rules: ['PUSH-REPORT-002'], time: 'real' },
    )
    expect(result.verdict).toBe('fail')
    expect(result.rules[0]).toMatchObject({ id: 'PUSH-REPORT-002', verdict: 'fail' })
    const delivered = events.find(({ name }) => name === 'sys.deliver')
    const killed = events.find(({ name }) => name === 'sys.kill')
    expect(killed).toMatchObject({ code: '0xBAADCA11' })
    expect((killed?.at ?? 0) - (delivered?.at ?? 0)).toBeGreaterThanOrEqual(7000)
    const launched = events.find((event) => event.name === 'app.launch')
    expect(() => process.kill(launched?.pid ?? 0, 0)).toThrow('ESRCH')
  })
})

test('what happens to the phone is a step of the scenario', async () => {
  const { events } = await playing('reference', async ({ app, phone }) => {
    await app.isIn('background')
    phone.setSettings({ doNotDisturb: true, blockedHandles: ['+15550100'] })
    phone.setAirplaneMode(true)
    phone.setAirplaneMode(false)
    phone.receiveCellularCall()
    phone.endCellularCall()
    phone.invalidateToken()
    phone.setTranslating('', true)
    phone.setTranslating('', false)
    phone.reclaimMemory()
    phone.reboot()
  })
  expect(events.flatMap((event) => (event.name === 'scenario.step' ? [event.title] : []))).toEqual([
    'the phone is set to doNotDisturb true, blockedHandles ["+15550100"]',
    'airplane mode is switched on',
    'airplane mode is switched off',
    '+15550177 calls over the mobile network',
    'the call over the mobile network ends at the other end',
    'the device token of the app is invalidated',
    'the user has the call translated',
    'the user ends the translation',
    'the system takes the memory of the app',
    'the phone is started again',
  ])
})

describe('a scenario that cannot go on', () => {
  test('is inconclusive when no rule is broken, and shows the phone', async () => {
    const { result } = await playing('reference', async ({ app, happens }) => {
      await app.isIn('background')
      await happens('didActivate')
    })
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      message: 'the scenario could not go on: waited for “didActivate”, which did not come',
    })
    expect(existsSync(join(out, result.screenshot ?? 'none'))).toBe(true)
  })

  test('says that the app is gone, rather than wait for it', async () => {
    const { result, events } = await playing('defects/drops-malformed-pushes.ts', async ({ app, caller, happens }) => {
      await app.isIn('background')
      await caller.calls({ malformation: 'UUID absent' })
      await happens('cx.report.call')
    })
    expect(result).toMatchObject({ verdict: 'fail' })
    expect(events.find(({ name }) => name === 'scenario.end')?.at).toBeLessThan(10_000)
  })

  test('is an error when the scenario itself is wrong', async () => {
    const { result } = await playing('reference', async () => {
      throw new TypeError('a mistake in the body')
    })
    expect(result).toMatchObject({ verdict: 'error', message: expect.stringContaining('a mistake in the body') })
  })

  test('is inconclusive when it did not exercise what it is there for', async () => {
    const { result } = await playing('reference', ({ app }) => app.isIn('background'), { rules: ['OUT-001'] })
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      message: 'the scenario is there to exercise OUT-001, and did not',
    })
  })
})

describe('a push that cannot be sent as the scenario wants it', () => {
  const withPayload = async (payload: () => Record<string, unknown>, malformation?: string) => {
    const reference = await subjectOf('reference')
    const subject = { ...reference, config: { ...reference.config, payload } }
    const body = async ({ app, caller }: Scene) => {
      await app.isIn('background')
      await caller.calls(malformation === undefined ? {} : { malformation })
    }
    const scenario: Scenario = {
      id: 'play/push',
      suite: 'play',
      title: 'push',
      rules: [],
      needs: [],
      time: 'virtual',
      body,
    }
    return (await play(scenario, { subject, target, release: '18.2', time: 'auto', out })).result
  }

  test('is said to have been refused, and why', async () => {
    const result = await withPayload(() => ({ filler: 'x'.repeat(6000) }))
    expect(result).toMatchObject({ verdict: 'fail' })
    expect(result.rules).toContainEqual(expect.objectContaining({ id: 'APNS-SIZE-001', verdict: 'fail' }))
  })

  test('is skipped when the payload has no such field', async () => {
    const result = await withPayload(() => ({ note: 'no caller' }), 'identifier empty')
    expect(result).toMatchObject({ verdict: 'skipped', message: expect.stringContaining('identifier empty') })
  })
})

describe('an app that talks to a server of its own', () => {
  test('is not blamed for what only the backend could have told it, or have seen', async () => {
    const { result } = await playing('seed-sample', async ({ app, caller, rings }) => {
      await app.isIn('background')
      await rings((await caller.calls()).uuid)
    })
    const judged = result.rules.map(({ id }) => id)
    expect(judged).toContain('PUSH-REPORT-001')
    expect(judged).not.toContain('CALL-END-001')
    expect(judged).not.toContain('END-001')
  })

  test('is told what it has broken before somebody would have to tell it something', async () => {
    const { result } = await playing('seed-sample', async ({ app, caller, rings }) => {
      await app.isIn('background')
      const { uuid } = await caller.calls()
      await rings(uuid)
      await caller.ends(uuid)
    })
    expect(result.verdict).toBe('fail')
    expect(result.rules.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)).toContain('ACT-DEADLINE-001')
    expect(result.rules.map(({ id }) => id)).not.toContain('CALL-END-001')
  })
})

test('a call that the scenario leaves open is ended by the other side', async () => {
  const { result, events } = await playing('reference', async ({ app, caller, rings }) => {
    await app.isIn('background')
    await rings((await caller.calls()).uuid)
  })
  expect(result.verdict).toBe('pass')
  expect(events.filter(({ name }) => name === 'remote.cancel')).toHaveLength(1)
})

test('an event that has happened already is not waited for', async () => {
  const { events } = await playing('reference', async ({ app, caller, rings, happens, step }) => {
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    step('looking back')
    await happens('cx.report.call', { uuid })
  })
  const [step, end] = ['scenario.step', 'remote.cancel'].map((name) => events.find((event) => event.name === name))
  expect(step).toMatchObject({ title: 'looking back', at: end?.at })
})

test('the trace is a file that can be read again', async () => {
  const { events, result } = await playing('reference', ({ app }) => app.isIn('background'))
  const { header, trace, problems } = await readTraceFile(join(out, 'traces/play.scenario.jsonl'))
  expect(problems).toEqual([])
  expect(header).toMatchObject({ scenario: 'play/scenario', target: 'virtual', release: '18.2' })
  expect(trace.events).toHaveLength(events.length)
  expect(result.trace).toBe(join('traces', 'play.scenario.jsonl'))
})

test('without a folder for them, neither trace nor picture is kept', async () => {
  const body = async ({ happens }: Scene) => void (await happens('didActivate'))
  const scenario: Scenario = { ...declared, id: 'play/unkept', body }
  const subject = await subjectOf('reference')
  const { result } = await play(scenario, { subject, target, release: '18.2', time: 'auto' })
  expect(result.message).toContain('waited for “didActivate”')
  expect(result).not.toHaveProperty('trace')
  expect(result).not.toHaveProperty('screenshot')
})

test('a scenario whose rules a release does not know is skipped', async () => {
  const body = ({ app }: Scene) => app.isIn('background')
  const { result } = await playing('reference', body, { rules: ['PUSH-REPORT-006'] })
  expect(result).toMatchObject({ verdict: 'skipped', message: expect.stringContaining('holds on iOS 18.2') })
})

test('what an app does not offer is not asked of it', async () => {
  const reference = await subjectOf('reference')
  const { startCallURL: _, ...config } = { ...reference.config, supportsHolding: false }
  expect(inapplicable(['outgoing calls', 'holding'], reference)).toBeUndefined()
  expect(inapplicable(['outgoing calls'], { ...reference, config })).toMatch(/no outgoing calls \(startCallURL\)/)
  expect(inapplicable(['holding'], { ...reference, config })).toMatch(/supports no holding/)
  expect(inapplicable(['no holding'], { ...reference, config })).toBeUndefined()
  expect(inapplicable(['no holding'], reference)).toMatch(/supports holding/)
  const { muteURL: __, ...plain } = { ...reference.config, supportsTranslation: false }
  expect(inapplicable(['muting in the app'], { ...reference, config: plain })).toMatch(/\(muteURL\)/)
  expect(inapplicable(['translation'], { ...reference, config: plain })).toMatch(/\(supportsTranslation\)/)
  expect(inapplicable(['LiveCommunicationKit'], reference)).toMatch(/uses CallKit/)
  const { endCallURL: _end, ...shut } = { ...reference.config, defaultCallingApp: false }
  expect(inapplicable(['hang-ups in the app', 'default calling app'], reference)).toBeUndefined()
  expect(inapplicable(['hang-ups in the app'], { ...reference, config: shut })).toMatch(/\(endCallURL\)/)
  expect(inapplicable(['default calling app'], { ...reference, config: shut })).toMatch(/\(defaultCallingApp\)/)
  const elsewhere = { ...reference.config, supportsLocalPush: false, offeredInChina: false }
  expect(inapplicable(['local push'], { ...reference, config: elsewhere })).toMatch(/\(supportsLocalPush\)/)
  expect(inapplicable(['mainland China'], { ...reference, config: elsewhere })).toMatch(/\(offeredInChina\)/)
  expect(inapplicable(['local push', 'mainland China'], reference)).toBeUndefined()
  expect(inapplicable([], { ...reference, config })).toBeUndefined()
})

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExpectedFailure } from '../config/expected-failure.ts'
import { loadSubject } from '../config/load-subject.ts'
import { VirtualTarget } from '../targets/virtual-target.ts'
import { playRepeatedly } from './play-repeatedly.ts'
import { ScenarioStoppedError } from './scenario-stopped-error.ts'
import type { Scene } from './scene.ts'

const reference = fileURLToPath(new URL('../../fixtures/apps/reference', import.meta.url))

let target: VirtualTarget
let folder: string

beforeAll(async () => {
  target = await VirtualTarget.start({ kind: 'direct' })
  folder = await mkdtemp(join(tmpdir(), 'callkit-repeat-'))
})
afterAll(async () => {
  await target[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

/** Plays a body five times, and says which traces are left. */
async function fiveTimes(
  body: (scene: Scene, time: number) => Promise<void>,
  expectedFailures: ExpectedFailure[] = [],
) {
  const out = await mkdtemp(join(folder, 'out-'))
  let time = 0
  const scenario = { id: 'a/b', suite: 'a', title: 'b', rules: [], needs: [], time: 'virtual' } as const
  const subject = await loadSubject(reference)
  const played = await playRepeatedly(
    { ...scenario, body: (scene) => body(scene, ++time) },
    {
      subject: { ...subject, config: { ...subject.config, expectedFailures } },
      target,
      release: '18.2',
      time: 'virtual',
      out,
      marks: ['ios-18.2'],
    },
    5,
  )
  return { ...played.result, traces: (await readdir(join(out, 'traces'))).toSorted() }
}

const rings = async ({ app, caller }: Scene) => {
  await app.isIn('background')
  await caller.calls()
}

test('what comes to the same each time has its verdict, and one trace', async () => {
  expect(await fiveTimes(rings)).toMatchObject({
    verdict: 'pass',
    runs: { pass: 5 },
    traces: ['a.b.ios-18.2.jsonl'],
  })
})

test('what passes and cannot go on in turn is inconclusive, and says how often', async () => {
  const result = await fiveTimes(async (scene, time) => {
    await rings(scene)
    if (time === 2 || time === 4) throw new ScenarioStoppedError('no luck')
  })
  expect(result).toMatchObject({
    verdict: 'inconclusive',
    flaky: true,
    runs: { pass: 3, inconclusive: 2 },
    message: 'flaky: of 5 runs 3 pass, 2 inconclusive',
    trace: 'traces/a.b.ios-18.2.run-2.jsonl',
    traces: ['a.b.ios-18.2.jsonl', 'a.b.ios-18.2.run-2.jsonl'],
  })
})

test('what passes for different reasons is flaky as well', async () => {
  const result = await fiveTimes(async (scene, time) => {
    await rings(scene)
    if (time === 5) await scene.user.decline()
  })
  expect(result).toMatchObject({ verdict: 'inconclusive', flaky: true, runs: { pass: 5 } })
  expect(result.message).toMatch(/^flaky: of 5 runs 5 pass; .*END-001 4 not exercised, 1 pass/)
})

test('of runs that pass, the one with an expected failure is told', async () => {
  const expected = { reason: 'being worked on', link: 'https://example.com/1' }
  const result = await fiveTimes(
    async ({ app, caller }, time) => {
      await app.isIn('background')
      await caller.calls(time === 3 ? { expiresInSeconds: 3600 } : {})
    },
    [{ rule: 'APNS-HDR-003', ...expected }],
  )
  expect(result).toMatchObject({ verdict: 'inconclusive', flaky: true, trace: 'traces/a.b.ios-18.2.run-3.jsonl' })
  expect(result.rules).toContainEqual(expect.objectContaining({ id: 'APNS-HDR-003', expected }))
})

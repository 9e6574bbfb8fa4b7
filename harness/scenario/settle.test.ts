import { expect, test } from 'vitest'
import type { Clock } from '../../mocks/clock/clock.ts'
import { RealClock } from '../../mocks/clock/real-clock.ts'
import { VirtualClock } from '../../mocks/clock/virtual-clock.ts'
import { VirtualIphone } from '../../mocks/iphone/virtual-iphone.ts'
import { SignallingBackend } from '../../mocks/signalling/index.ts'
import { DirectCallScreen } from '../callscreen/direct.ts'
import { selectorProfile } from '../callscreen/selectors.ts'
import { CALL, changed, deliver, over, report } from '../rules/testing/happenings.ts'
import { Recorder } from '../trace/recorder.ts'
import { settle } from './settle.ts'

/** A recorder, a backend that an app uses, and that app, which ends a call so long after the other side has hung up. */
async function setUp(clock: Clock, endsAfterMs: number) {
  const header = { app: 'test', target: 'virtual', release: '18.2', startedAt: '2026-01-01T00:00:00Z' }
  const recorder = new Recorder({ clock, header })
  const backend = new SignallingBackend(clock)
  backend.dial(CALL, 'bob')
  await backend.fetch(`${backend.origin}/v1/calls/${CALL}`)
  backend.events.subscribe((event) => {
    recorder.record(event)
    if (event.name === 'remote.cancel') clock.setTimeout(() => recorder.record(over('app')), endsAfterMs)
  })
  const phone = VirtualIphone.boot({ clock })
  const { screen, controls, release } = phone
  const callScreen = new DirectCallScreen({ screen, controls, clock, profiles: [selectorProfile(release.version)] })
  return { recorder, stage: { backend, callScreen, phone } }
}

test('calls that are open are hung up from the other side, and their end is awaited', async () => {
  const clock = new RealClock()
  const { recorder, stage } = await setUp(clock, 20)
  recorder.record(changed())
  await settle(recorder, clock, stage)
  expect(recorder.events.map(({ name }) => name)).toEqual(['cx.callChanged', 'remote.cancel', 'cx.callChanged'])
})

test('a call that ends too late, or never, holds nobody up: that is for the rules to judge', async () => {
  const clock = new VirtualClock()
  const { recorder, stage } = await setUp(clock, 3_600_000)
  recorder.record(changed())
  await settle(recorder, clock, stage)
  expect(clock.now()).toBe(2500 + 8000)
})

test('what the app owes on real time is awaited, and then no longer than it is quiet', async () => {
  const clock = new RealClock()
  const { recorder, stage } = await setUp(clock, 0)
  recorder.record(deliver())
  clock.setTimeout(() => recorder.record(report()), 30)
  const started = clock.now()
  await settle(recorder, clock, stage)
  expect(recorder.events.map(({ name }) => name)).toEqual(['sys.deliver', 'cx.report.call'])
  expect(clock.now() - started).toBeLessThan(2500)
})

test('it is quiet since the latest event, also when an earlier one was heard of after it', async () => {
  const clock = new RealClock()
  const { recorder, stage } = await setUp(clock, 0)
  const latest = recorder.record({ name: 'cx.reset' })
  recorder.record(report(), { at: latest.at - 1000, uncertaintyMs: 0 })
  await settle(recorder, clock, stage)
  expect(clock.now() - latest.at).toBeGreaterThanOrEqual(50)
})

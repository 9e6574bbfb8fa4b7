import { expect, test } from 'vitest'
import type { Clock } from '../../mocks/clock/clock.ts'
import { RealClock } from '../../mocks/clock/real-clock.ts'
import { VirtualClock } from '../../mocks/clock/virtual-clock.ts'
import { SignallingBackend } from '../../mocks/signalling/index.ts'
import { CALL, changed, deliver, over, report } from '../rules/testing/happenings.ts'
import { Recorder } from '../trace/recorder.ts'
import { settle } from './settle.ts'

/** A recorder and a backend, and an app that ends a call so long after the other side has hung up. */
function setUp(clock: Clock, endsAfterMs: number) {
  const header = { app: 'test', target: 'virtual', release: '18.2', startedAt: '2026-01-01T00:00:00Z' }
  const recorder = new Recorder({ clock, header })
  const backend = new SignallingBackend(clock)
  backend.dial(CALL, 'bob')
  backend.events.subscribe((event) => {
    recorder.record(event)
    if (event.name === 'remote.cancel') clock.setTimeout(() => recorder.record(over('app')), endsAfterMs)
  })
  return { recorder, backend }
}

test('calls that are open are hung up from the other side, and their end is awaited', async () => {
  const clock = new RealClock()
  const { recorder, backend } = setUp(clock, 20)
  recorder.record(changed())
  await settle(recorder, clock, backend)
  expect(recorder.events.map(({ name }) => name)).toEqual(['cx.callChanged', 'remote.cancel', 'cx.callChanged'])
})

test('a call that ends too late, or never, holds nobody up: that is for the rules to judge', async () => {
  const clock = new VirtualClock()
  const { recorder, backend } = setUp(clock, 3_600_000)
  recorder.record(changed())
  await settle(recorder, clock, backend)
  expect(clock.now()).toBe(2500 + 8000)
})

test('what the app owes on real time is awaited, and then no longer than it is quiet', async () => {
  const clock = new RealClock()
  const { recorder, backend } = setUp(clock, 0)
  recorder.record(deliver())
  clock.setTimeout(() => recorder.record(report()), 30)
  const started = clock.now()
  await settle(recorder, clock, backend)
  expect(recorder.events.map(({ name }) => name)).toEqual(['sys.deliver', 'cx.report.call'])
  expect(clock.now() - started).toBeLessThan(2500)
})

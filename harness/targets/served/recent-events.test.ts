import { expect, test } from 'vitest'
import { RealClock } from '../../../mocks/clock/real-clock.ts'
import { Recorder } from '../../trace/recorder.ts'
import { recentEvents } from './recent-events.ts'

const bundleId = 'com.example.app'

/** A phone on which an app was launched twice, and got three pushes each time. */
function longTrace(): Recorder {
  const header = { app: 'app', target: 'virtual', release: '18.2', startedAt: '2026-01-01T00:00:00Z' }
  const recorder = new Recorder({ clock: new RealClock(), header })
  recorder.record({ name: 'sys.boot', release: '18.2', model: 'Virtual iPhone' })
  for (const pid of [1, 2]) {
    recorder.record({ name: 'app.launch', bundleId, pid, reason: 'user', state: 'foreground' })
    recorder.record({ name: 'app.state', bundleId, state: 'background' })
    for (const push of ['a', 'b', 'c']) {
      recorder.record({
        name: 'sys.deliver',
        push,
        bundleId,
        state: 'background',
        mustReport: true,
        bytes: 1,
        payload: {},
      })
      recorder.record({ name: 'sys.lock' })
    }
  }
  return recorder
}

test.each([
  { most: 3, kept: [10, 11, 16, 17] },
  { most: 5, kept: [10, 11, 14, 15, 16, 17] },
])('of a trace are kept the last pushes, and how their app began: $most', ({ most, kept }) => {
  expect(recentEvents(longTrace().events, most).map(({ seq }) => seq)).toEqual(kept)
})

test('a short trace is kept whole, and a recorder counts on', () => {
  const recorder = longTrace()
  const { length } = recorder.events
  expect(recentEvents(recorder.events, length)).toEqual(recorder.events)
  recorder.keep(recentEvents(recorder.events, 3))
  expect(recorder.record({ name: 'sys.lock' }).seq).toBe(length + 1)
})

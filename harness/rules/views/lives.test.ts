import { expect, test } from 'vitest'
import { accepted, CALL, cancel, changed, ended, OTHER_CALL, over, report } from '../testing/happenings.ts'
import { traceOf } from '../testing/trace-of.ts'
import { callAt, livesOf } from './lives.ts'

const trace = traceOf(
  [1, report()],
  [1, changed()],
  [1, accepted()],
  [2, over('appDied')],
  [3, cancel()],
  [5, report()],
  [5, changed()],
  [5, accepted()],
  [6, ended()],
  [6, over('app')],
  [8, changed({ uuid: OTHER_CALL })],
)
const at = (ms: number) => ({ at: ms, seq: 1000, actor: 'app', uncertaintyMs: 0 }) as const

test('each life of a call has its own beginning, end and events', () => {
  expect(livesOf(trace).map(({ uuid, from, ended: end }) => [uuid, from?.at, end?.at])).toEqual([
    [CALL, 1, 2],
    [CALL, 5, 6],
    [OTHER_CALL, 8, undefined],
  ])
  const [first, second] = livesOf(trace)
  expect([first?.trace.first('remote.cancel')?.at, second?.trace.first('remote.cancel')]).toEqual([3, undefined])
  expect([first?.trace.first('cx.ended'), second?.trace.first('cx.ended')?.at]).toEqual([undefined, 6])
})

test('a moment belongs to the life that has begun last', () => {
  expect([0, 1.5, 4, 5.5, 9].map((ms) => callAt(trace, CALL, at(ms))?.from?.at)).toEqual([1, 1, 1, 5, 5])
  expect(callAt(trace, 'unheard of', at(5))).toBeUndefined()
})

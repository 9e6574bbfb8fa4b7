import { expect, test } from 'vitest'
import { OTHER_CALL, CALL, accepted, changed, ended, over, refused, report } from '../testing/happenings.ts'
import { traceOf, type Entry } from '../testing/trace-of.ts'
import { anyExisted, callsOf, existed, type Call } from './calls.ts'

const at = (ms: number, uncertaintyMs = 0) => ({ at: ms, seq: 1000, actor: 'app', uncertaintyMs }) as const

function callIn(...entries: Entry[]): Call {
  const call = callsOf(traceOf(...entries)).get(CALL)
  if (!call) throw new Error('the trace has no such call')
  return call
}

test('a call exists from its report to its end', () => {
  const call = callIn([1, report()], [2, accepted()], [2, changed()], [9, over('app')])
  expect([0.999, 1, 5, 9, 9.001].map((ms) => existed(call, at(ms)))).toEqual(['no', 'yes', 'yes', 'no', 'no'])
  expect(existed(call, at(9.1, 0.5))).toBe('unknown')
})

test('a refused call never exists, an outgoing one from its first change', () => {
  expect(callIn([1, report()], [2, refused(3)], [3, ended()]).from).toBeUndefined()
  expect(callIn([4, changed({ outgoing: true })]).from?.at).toBe(4)
})

test('a UUID that comes back is judged by its last life', () => {
  expect(callIn([1, changed()], [2, over('app')], [3, changed()]).ended).toBeUndefined()
  expect(callIn([1, changed()], [2, over('app')], [3, changed()], [4, over('user')]).ended?.at).toBe(4)
})

test('a UUID that comes back has as many lives, and none between them', () => {
  const call = callIn(
    [1, report()],
    [1, changed()],
    [1, accepted()],
    [2, over('appDied')],
    [5, report()],
    [5, refused(3)],
    [6, report()],
    [6, accepted()],
    [7, over('app')],
  )
  expect(call.lives.map(({ from, ended }) => [from.at, ended?.at])).toEqual([
    [1, 2],
    [6, 7],
  ])
  expect([1.5, 3, 5.5, 6.5, 8].map((ms) => existed(call, at(ms)))).toEqual(['yes', 'no', 'no', 'yes', 'no'])
})

test('a life that is over before its report is answered is one, as is one whose report stands too late', () => {
  expect(callIn([1, report()], [2, changed()], [3, over('app')], [4, accepted()]).lives).toHaveLength(1)
  const [life, ...others] = callIn([1, changed()], [1.1, report(), 0.2], [2, accepted()]).lives
  expect([life?.from.at, others]).toEqual([1.1, []])
})

test('finds any call of the moment, also a long one that began early', () => {
  const trace = traceOf(
    [0, changed()],
    [1, changed({ uuid: OTHER_CALL })],
    [2, over('user', OTHER_CALL)],
    [50, over('user')],
  )
  expect([-1, 1.5, 40, 51].map((ms) => anyExisted(trace, at(ms)))).toEqual(['no', 'yes', 'yes', 'no'])
  expect([1.5, 40].map((ms) => anyExisted(trace, at(ms), CALL))).toEqual(['yes', 'no'])
})

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

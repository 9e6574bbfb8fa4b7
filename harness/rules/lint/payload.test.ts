import { expect, test } from 'vitest'
import { CALL, received, sent } from '../testing/happenings.ts'
import { lintCheck } from '../testing/lint-check.ts'
import { circumstances, outcomes, traceOf } from '../testing/trace-of.ts'

test.each([
  [{ UUID: CALL }, 'pass'],
  [{ UUID: CALL, aps: {} }, 'pass'],
  [{ UUID: CALL, alert: 'not in aps' }, 'pass'],
  [{ UUID: CALL, aps: { alert: {} } }, 'fail'],
  [{ UUID: CALL, aps: { sound: '' } }, 'fail'],
])('LINT-PAYLOAD-001 judges %o: %s', (payload, outcome) => {
  expect(outcomes(lintCheck('LINT-PAYLOAD-001'), [0, received({ payload })])).toEqual([outcome])
})

test.each([
  [4608, ['pass']],
  [4609, ['fail']],
  [5120, ['fail']],
  [5121, []],
])('LINT-PAYLOAD-002 judges %d bytes: %o', (bytes, expected) => {
  expect(outcomes(lintCheck('LINT-PAYLOAD-002'), [0, received({ bytes })])).toEqual(expected)
})

test('LINT-PAYLOAD-003 names the keys of secrets, and not their values', () => {
  const payload = { UUID: CALL, turn: { password: '[redacted]' }, users: [{ token: '[redacted]' }] }
  const [finding] = lintCheck('LINT-PAYLOAD-003')(traceOf([0, received({ payload })]), circumstances)
  expect(finding).toMatchObject({ outcome: 'fail', message: expect.stringContaining('turn.password, users.0.token') })
  expect(outcomes(lintCheck('LINT-PAYLOAD-003'), [0, received()])).toEqual(['pass'])
})

test.each([
  [{}, ['fail']],
  [{ aps: { alert: 'Call' } }, ['fail']],
  [{ UUID: CALL }, ['pass']],
  [{ aps: { uuid: CALL } }, ['pass']],
  [{ aps: { 'content-available': 1 } }, []],
])('LINT-PAYLOAD-004 judges %o: %o', (payload, expected) => {
  expect(outcomes(lintCheck('LINT-PAYLOAD-004'), [0, received({ payload })])).toEqual(expected)
})

test('what the harness spoils on purpose is not held against a backend', () => {
  const payload = { aps: { alert: 'x' } }
  const spoilt = sent({ payload, malformation: 'aps only' })
  expect(outcomes(lintCheck('LINT-PAYLOAD-001'), [0, spoilt], [1, received({ payload })])).toEqual([])
})

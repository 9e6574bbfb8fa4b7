import { expect, test } from 'vitest'
import { judgeAnswer } from './outcome.ts'

const id = { 'apns-id': 'A1B2C3D4-0000-4000-8000-000000000001' }

test.each([
  [200, id, ''],
  [201, { 'apns-request-id': id['apns-id'] }, ''],
  [200, id, '{"channels":[]}'],
  [410, id, '{"reason":"Unregistered","timestamp":1}'],
])('%i is an answer of APNs', (status, headers, body) => {
  expect(judgeAnswer(status, headers, body)).toEqual({ kind: 'answered', status })
})

test.each([
  ['an answer without an id', 200, {}, ''],
  ['an answer without an id', 200, { 'apns-id': 'nobody' }, ''],
  ['a body that is no JSON', 400, id, '{"reason":'],
  ['a reason that APNs does not know', 400, id, '{"reason":"toString"}'],
  ['a reason that APNs does not know', 400, id, 'null'],
  ['a reason with the status of another', 403, id, '{"reason":"BadTopic"}'],
])('%s is none', (what, status, headers, body) => {
  expect(judgeAnswer(status, headers, body)).toEqual({ kind: 'wrong', what: `${what}: ${status} ${body}` })
})

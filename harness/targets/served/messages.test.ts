import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { clientMessage, parseMessage, serverMessage } from './messages.ts'

test('whatever arrives is a message, or it is said what is wrong with it', () => {
  const message = fc.record(
    {
      type: fc.constantFrom('open', 'push', 'tell', 'fault', 'events', 'answer', 'mirror', 'dance'),
      id: fc.oneof(fc.integer(), fc.string()),
      version: fc.anything(),
      push: fc.jsonValue(),
      args: fc.array(fc.jsonValue()),
    },
    { requiredKeys: ['type'] },
  )
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    message.map((each) => JSON.stringify(each) ?? ''),
  )
  fc.assert(
    fc.property(text, fc.constantFrom(clientMessage, serverMessage), (received, schema) => {
      const parsed = parseMessage<unknown>(schema, received)
      const understood = 'wrong' in parsed ? parsed.wrong : typeof JSON.parse(received).type
      expect(understood).toMatch(/\S/)
    }),
  )
})

test('what is wrong is shown in part only', () => {
  const parsed = parseMessage(clientMessage, 'x'.repeat(10_000))
  expect('wrong' in parsed && parsed.wrong.length).toBeLessThan(120)
})

test.each([
  { payload: { base64: 'AAEC' }, is: 'bytes' },
  { payload: { json: { base64: 'AAEC' } }, is: 'JSON' },
  { payload: { json: null }, is: 'JSON' },
])('$payload is $is', ({ payload }) => {
  const parsed = parseMessage(clientMessage, JSON.stringify({ type: 'push', id: 1, push: { payload } }))
  expect(parsed).toEqual({ message: { type: 'push', id: 1, push: { payload } } })
})

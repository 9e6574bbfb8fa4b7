import { expect, test } from 'vitest'
import { explainFault, Faults, type Fault } from './faults.ts'

test.each<{ fault: Fault; sentence: string }>([
  { fault: { operation: 'accept', fail: 500 }, sentence: 'answers every accept request with status 500' },
  { fault: { operation: 'query', delayMs: 20, times: 2 }, sentence: 'answers the next 2 query request 20 ms late' },
  {
    fault: { operation: 'media', delayMs: 5, fail: 'connection' },
    sentence: 'answers every media request 5 ms late and by cutting the connection',
  },
  { fault: { operation: 'hold' }, sentence: 'answers every hold request as usual' },
])('a fault explains itself: $sentence', ({ fault, sentence }) => {
  expect(explainFault(fault)).toBe(sentence)
})

test('faults strike in the order in which they were scripted, each as often as it says', () => {
  const faults = new Faults()
  faults.add({ operation: 'accept', fail: 500, times: 2 })
  faults.add({ operation: 'accept', fail: 503 })
  expect(faults.take('decline')).toBeUndefined()
  expect([1, 2, 3, 4].map(() => faults.take('accept')?.fail)).toEqual([500, 500, 503, 503])
})

import { expect, test } from 'vitest'
import { inspect, type Complaint } from './inspect.ts'
import { sent } from './testing/happenings.ts'
import { traceOf } from './testing/trace-of.ts'

function inspectPushes(number: number, complain: (index: number) => Complaint | undefined) {
  const { events } = traceOf(...Array.from({ length: number }, (_, at) => [at, sent()] as const))
  const at = (event: (typeof events)[number]) => event
  return inspect(events, { noun: 'push', at, complain: ({ at }) => complain(at), praise: 'as it should be' })
}

test('says nothing of nothing', () => {
  expect(inspectPushes(0, () => undefined)).toEqual([])
})

test('praises all of them at once', () => {
  expect(inspectPushes(1, () => undefined)).toEqual([
    { outcome: 'pass', message: '1 push: as it should be', events: [1] },
  ])
  expect(inspectPushes(5, () => undefined)).toMatchObject([{ message: '5 pushes: as it should be', events: [1, 2, 3] }])
})

test('tells the first few of each outcome, and how many more there are', () => {
  const complain = (index: number): Complaint | undefined => {
    if (index % 10 === 0) return { message: `bad ${index}` }
    return index === 7 ? { message: 'unclear', outcome: 'inconclusive' } : undefined
  }
  const messages = inspectPushes(100, complain).map(({ outcome, message }) => `${outcome}: ${message}`)
  expect(messages).toEqual([
    'fail: bad 0',
    'fail: bad 10',
    'fail: bad 20',
    'fail: and 7 more of 100 pushes',
    'inconclusive: unclear',
  ])
})

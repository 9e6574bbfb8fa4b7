import { expect, test } from 'vitest'
import { fakeNoReport } from './push-fake.ts'
import { deliver, enter, kill, report, returned } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const fake = { name: 'nc.post', notification: 'PKPushIncomingCallReportedNotification' } as const
const loaded = { name: 'nc.post', notification: 'RCTJavaScriptDidLoadNotification' } as const
const entered: Entry[] = [
  [0, deliver()],
  [1, enter()],
]

test('fails a push that is only said to be reported', () => {
  expect(outcomes(fakeNoReport, ...entered, [2, fake], [3, returned()], [7000, kill()])).toEqual(['fail'])
  expect(outcomes(fakeNoReport, ...entered, [2, fake], [3, returned()], [3.001, report()])).toEqual(['fail'])
})

test('passes a true report', () => {
  expect(outcomes(fakeNoReport, ...entered, [2, report()], [3, returned()])).toEqual(['pass'])
})

test('leaves pushes that are not reported at all to other rules, and other notifications alone', () => {
  expect(outcomes(fakeNoReport, ...entered, [3, returned()])).toEqual([])
  expect(outcomes(fakeNoReport, ...entered, [2, loaded], [3, returned()])).toEqual([])
  expect(outcomes(fakeNoReport, [0, deliver()], [0.5, fake], [1, enter()], [3, returned()])).toEqual([])
  expect(outcomes(fakeNoReport, ...entered, [2, fake])).toEqual([])
})

import { expect, test } from 'vitest'
import { heedAlerts } from './developer-alerts.ts'
import { deliver, report } from './testing/happenings.ts'
import { outcomes } from './testing/trace-of.ts'

const alert = (about: 'missedReport' | 'deliveryStopped') =>
  ({ name: 'sys.developerAlert', bundleId: 'com.example.app', about }) as const

test('fails every alert', () => {
  expect(outcomes(heedAlerts, [0, deliver()], [1, report()], [2, alert('missedReport')])).toEqual(['fail'])
  expect(outcomes(heedAlerts, [1, alert('missedReport')], [2, alert('deliveryStopped')])).toEqual(['fail', 'fail'])
})

test('passes a report without any, and says nothing where nothing was reported', () => {
  expect(outcomes(heedAlerts, [0, deliver()], [1, report()])).toEqual(['pass'])
  expect(outcomes(heedAlerts, [0, deliver()])).toEqual([])
})

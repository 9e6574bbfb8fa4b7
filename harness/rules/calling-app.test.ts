import { describe, expect, test } from 'vitest'
import { actAsCallingApp } from './calling-app.ts'
import { changed, request, scenarioEnd } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const bundleId = 'com.example.app'
const chosen: Entry = [0, { name: 'sys.settings', defaultCallingApp: bundleId }]
const dial: Entry = [10, { name: 'scenario.dial', handle: '+15550123' }]
const opened: Entry = [11, { name: 'app.openURL', bundleId, url: 'tel:+15550123' }]
const handedOver = (at: number): Entry => [at, { name: 'app.open', bundleId, url: 'telephony:+15550123' }]
const telephone = (at: number, outgoing = true): Entry => [
  at,
  { name: 'sys.call', uuid: 'x', outgoing, hasConnected: false, isOnHold: false, hasEnded: false },
]
const end: Entry = [20_000, scenarioEnd]

describe('who is asked', () => {
  test('fails a phone that dials by itself, soon after the touch', () => {
    expect(outcomes(actAsCallingApp, chosen, dial, telephone(11), end)).toEqual(['fail'])
    const other: Entry = [5, { name: 'sys.settings', doNotDisturb: true }]
    expect(outcomes(actAsCallingApp, chosen, other, dial, telephone(11), end)).toEqual(['fail'])
    expect(outcomes(actAsCallingApp, chosen, dial, telephone(2010), end)).toEqual(['fail'])
    expect(outcomes(actAsCallingApp, chosen, dial, telephone(2010.001), end)).toEqual([])
  })

  test('does not mind it where no app was chosen, or for a call that somebody else makes', () => {
    expect(outcomes(actAsCallingApp, dial, telephone(11), end)).toEqual([])
    const nobody: Entry = [5, { name: 'sys.settings', defaultCallingApp: null }]
    expect(outcomes(actAsCallingApp, chosen, nobody, dial, telephone(11), end)).toEqual([])
    expect(outcomes(actAsCallingApp, chosen, dial, telephone(11, false), end)).toEqual([])
  })
})

describe('what the app makes of it', () => {
  test('passes a call that it places, or that it asks about', () => {
    expect(outcomes(actAsCallingApp, chosen, dial, opened, [12, request('CXStartCallAction', 'bob')])).toEqual(['pass'])
    expect(outcomes(actAsCallingApp, chosen, dial, opened, end)).toEqual(['pass'])
    expect(outcomes(actAsCallingApp, chosen, dial, opened, [2011, changed()])).toEqual([])
    expect(outcomes(actAsCallingApp, chosen, dial, opened, [2011.001, changed()])).toEqual(['pass'])
  })

  test('fails one that it hands over by itself', () => {
    expect(outcomes(actAsCallingApp, chosen, dial, opened, handedOver(12), telephone(13), end)).toEqual(['fail'])
    const start: Entry = [12, request('CXStartCallAction', 'bob')]
    expect(outcomes(actAsCallingApp, chosen, dial, opened, start, handedOver(13), end)).toEqual(['pass', 'fail'])
    expect(outcomes(actAsCallingApp, handedOver(12), end)).toEqual(['fail'])
  })

  test('passes one that the user has handed over, after the number', () => {
    const tap: Entry = [100, { name: 'ui.tap', control: 'Use Phone' }]
    const link: Entry = [100, { name: 'app.openURL', bundleId, url: 'com.example.app://use-phone' }]
    expect(outcomes(actAsCallingApp, chosen, dial, opened, tap, handedOver(101), end)).toEqual(['pass'])
    expect(outcomes(actAsCallingApp, chosen, dial, opened, link, handedOver(101), end)).toEqual(['pass'])
    expect(outcomes(actAsCallingApp, tap, [101, opened[1]], handedOver(102), end)).toEqual(['fail'])
  })

  test('is not about other links', () => {
    const link: Entry = [12, { name: 'app.open', bundleId, url: 'https://example.com' }]
    expect(outcomes(actAsCallingApp, link, [13, { name: 'app.openURL', bundleId, url: 'x://y' }], end)).toEqual([])
  })
})

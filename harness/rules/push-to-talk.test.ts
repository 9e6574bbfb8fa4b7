import { expect, test } from 'vitest'
import { doWithoutPushToTalk } from './push-to-talk.ts'
import { deliver, launch, PUSH } from './testing/happenings.ts'
import { outcomes } from './testing/trace-of.ts'

const use = { name: 'sys.pushToTalk', push: PUSH, bundleId: 'com.example.app' } as const

test('fails each push of an app with the entitlement, exempt or not', () => {
  const exempt = deliver({ mustReport: false, exemption: 'pushToTalk' })
  expect(outcomes(doWithoutPushToTalk, [0, deliver()], [0, use], [9, exempt], [9, use])).toEqual(['fail', 'fail'])
})

test('passes pushes without it, and says nothing without a push', () => {
  expect(outcomes(doWithoutPushToTalk, [0, deliver()])).toEqual(['pass'])
  expect(outcomes(doWithoutPushToTalk, [0, launch()])).toEqual([])
})

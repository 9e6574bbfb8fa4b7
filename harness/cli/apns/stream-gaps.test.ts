import { expect, test } from 'vitest'
import { StreamGaps } from './stream-gaps.ts'
import type { GatewayTraceEvent } from './trace-log.ts'
import { at, connected, requested } from './testing/gateway-event.ts'

const disconnected = at(9, { name: 'apns.disconnect', connection: 1 })
const allowed = (maxConcurrentStreams: number) => at(1, { name: 'apns.settings', connection: 1, maxConcurrentStreams })

/** The gaps of a connection of which all has been seen. */
function gapsOf(...events: readonly GatewayTraceEvent[]) {
  const gaps = new StreamGaps(1)
  return [...events, disconnected].flatMap((event) => gaps.note(event))
}

test('streams that are missing between others were refused', () => {
  expect(gapsOf(connected(), requested(1), allowed(1000), requested(201), requested(203))).toEqual([
    { connection: 1, streams: 99, because: 'before authentication' },
  ])
})

test('a client may begin with any stream', () => {
  expect(gapsOf(connected(), requested(13), requested(15))).toEqual([])
})

test('after a rejection there are few streams again, for a certificate too', () => {
  const gap = { connection: 1, streams: 1, because: 'after a rejection' }
  expect(gapsOf(connected('certificate'), requested(1), allowed(1), requested(5))).toEqual([gap])
  expect(gapsOf(connected(), requested(1), allowed(1000), allowed(1), requested(5))).toEqual([gap])
})

test('a connection that was never limited has refused nothing', () => {
  expect(gapsOf(connected('certificate'), requested(1), requested(5))).toEqual([])
})

test('what is missing may still be on its way when it is first looked at', () => {
  const gaps = new StreamGaps(1)
  for (const event of [connected(), requested(1), requested(5)]) gaps.note(event)
  expect(gaps.look()).toEqual([])
  expect(gaps.isSuspicious).toBe(true)
  gaps.note(requested(3))
  expect([gaps.look(), gaps.isSuspicious, gaps.total]).toEqual([[], false, 0])
  gaps.note(requested(9))
  gaps.look()
  expect(gaps.look()).toMatchObject([{ streams: 1 }])
  expect([gaps.look(), gaps.isSuspicious, gaps.total]).toEqual([[], false, 1])
})

import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { VirtualClock } from '../../../mocks/clock/virtual-clock.ts'
import { LiveLog } from './live-log.ts'
import { StreamGaps } from './stream-gaps.ts'
import { answered, at, connected, push, requested } from './testing/gateway-event.ts'
import type { GatewayTraceEvent } from './trace-log.ts'

const timeOfDay = /^\d\d:\d\d:\d\d /gm

function liveLog(width = 100) {
  const clock = new VirtualClock()
  const gaps = new StreamGaps(1)
  let text = ''
  const page = { width, stream: new Writable() }
  const log = new LiveLog({ clock, page, gaps, write: (more) => void (text += more) })
  return {
    clock,
    log,
    tell(...events: GatewayTraceEvent[]) {
      for (const event of events) {
        for (const gap of gaps.note(event)) log.explain(gap)
        log.note(event)
      }
    },
    /** Without the times. */
    lines: () => text.replaceAll(timeOfDay, '').trimEnd().split('\n'),
  }
}

test('a push is a line, a problem is explained once and counted from then on', () => {
  const { tell, lines } = liveLog()
  tell(connected(), requested(1), answered(200))
  for (const stream of [3, 5, 7]) tell(requested(stream), answered(400, 'BadPriority'))
  const push = 'voip com.example.App.voip 00fc…#5f1c2a  prio 10, exp 0, 72 B, 1.3 ms'
  expect(lines()).toEqual([
    '#1 connected: token, TLSv1.3, from 127.0.0.1',
    `#1 200  ${push}`,
    `#1 400 BadPriority  ${push}`,
    '         BadPriority: apns-priority is none of 10, 5 and 1, or 10 for a background push; send 10 for',
    '         a call, 5 for background',
    expect.stringMatching(/400 BadPriority .*, 2 times so far$/),
    expect.stringMatching(/400 BadPriority .*, 3 times so far$/),
  ])
})

test('everything that is wrong with a push is told, not only the reason of its refusal', () => {
  const { tell, lines } = liveLog(200)
  const violations = ['MissingTopic', 'BadPriority', 'PayloadEmpty']
  tell(requested(1), at(1, { name: 'apns.response', push, status: 400, reason: 'MissingTopic', violations }))
  expect(lines().slice(1)).toEqual(violations.map((reason) => expect.stringMatching(`^ +${reason}: .*; send `)))
})

test('a fault is told, and not taken for a mistake', () => {
  const { tell, lines } = liveLog(200)
  const fault = 'resets the stream of pushes with REFUSED_STREAM, once'
  tell(requested(1), at(2, { name: 'apns.reset', push, code: 7, fault }))
  expect(lines()).toEqual([expect.stringMatching(/^#1 reset REFUSED_STREAM {2}voip/), `         fault: ${fault}`])
})

test('in a flood, seconds are summed up', async () => {
  const { clock, tell, lines } = liveLog()
  for (let second = 0; second < 3; second++) {
    for (let push = 0; push < 1000; push++) tell(requested(push * 2 + 1), answered(200))
    await clock.sleep(1000)
  }
  expect(lines()).toHaveLength(3 * 21)
  expect(lines().filter((line) => line === '… and 980 × 200')).toHaveLength(3)
})

test('a narrow page has two lines for a push', () => {
  const { tell, lines } = liveLog(60)
  tell(requested(1), answered(200))
  expect(lines()).toEqual(['#1 200  voip com.example.App.voip 00fc…#5f1c2a', expect.stringMatching(/^ {9}prio 10/)])
})

test('streams that were refused are explained while the connection lives', async () => {
  const { clock, tell, lines } = liveLog()
  tell(connected(), requested(1), answered(200), requested(7), answered(200))
  await clock.sleep(2500)
  expect(lines().join(' ')).toMatch(
    /connection 1: 2 more streams were opened and never became a push: .*REFUSED_STREAM/s,
  )
})

test('what becomes of a push behind the gateway is told where it is not a matter of course', () => {
  const { tell, lines } = liveLog(200)
  const token = '00fc…#5f1c2a'
  tell(
    at(1, { name: 'apns.deliver', push, token }),
    at(1, { name: 'apns.store', push, token, why: 'Device Offline' }),
    at(1, { name: 'apns.discard', push, token, why: 'Lost', fault: 'loses pushes on the way to the device' }),
    at(1, { name: 'apns.goaway', connection: 1, code: 0, lastStream: 7, reason: 'Shutdown' }),
  )
  expect(lines()).toEqual([
    `stored (Device Offline): push A1B2C3D4 to ${token}`,
    `discarded (Lost): push A1B2C3D4 to ${token}; fault: loses pushes on the way to the device`,
    '#1 GOAWAY Shutdown: last stream 7',
  ])
})

test('what a client sends does not steer the terminal, nor begin a line', () => {
  const { tell, lines } = liveLog(200)
  const address = { topic: '\u001B[2Jcom', pushType: 'voip\u009B', token: '00fc…#5f1c2a' }
  tell(
    at(0, { name: 'apns.request', push, connection: 1, stream: 1, bytes: 72, priority: '10\n✓', ...address }),
    answered(200),
    at(1, { name: 'apns.goaway', connection: 1, code: 0, lastStream: 7, reason: 'Shutdown\n✓ all is well' }),
  )
  expect(lines()).toEqual([
    String.raw`#1 200  voip\u{9b} \u{1b}[2Jcom 00fc…#5f1c2a  prio 10\u{a}✓, no exp, 72 B, 1.3 ms`,
    String.raw`#1 GOAWAY Shutdown\u{a}✓ all is well: last stream 7`,
  ])
})

import * as fc from 'fast-check'
import { createReadStream } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseTraceEvent } from '../trace-event.ts'
import { readDeviceLog } from './device-log.ts'

const fixture = (name: string) =>
  readDeviceLog(createReadStream(new URL(`../../../fixtures/traces/${name}.log`, import.meta.url)))

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
const read = (...lines: readonly string[]) => readDeviceLog(bytes(lines.join('\n')))
const names = (events: readonly { name: string }[] | undefined) => events?.map(({ name }) => name)
const daemon = (second: string, message: string) =>
  `2026-03-02 10:15:${second}Z  localhost callservicesd[1]: ${message}`

test('a kill is of the push that was delivered before, and its crash report is no other', async () => {
  const { apps } = await fixture('killed')
  expect([...apps.keys()]).toEqual(['com.example.phone'])
  const events = apps.get('com.example.phone')
  expect(events).toMatchObject([
    { name: 'app.launch', reason: 'push' },
    { name: 'sys.deliver', push: 'line 5' },
    { name: 'sys.kill', push: 'line 5', code: '0xBAADCA11' },
  ])
  expect((events?.[2]?.at ?? 0) - (events?.[1]?.at ?? 0)).toBeCloseTo(7004.89, 3)
})

test('an exception says that the delegate has returned, and is told twice', async () => {
  const { apps } = await fixture('blocked')
  const events = apps.get('com.example.phone')
  expect(names(events)).toEqual(['sys.deliver', 'pk.enter', 'pk.return', 'app.terminate', 'sys.blocked'])
  expect(events?.every(({ uncertaintyMs }) => uncertaintyMs === 500)).toBe(true)
  expect((events?.[4]?.at ?? 0) - (events?.[0]?.at ?? 0)).toBe(49_000)
})

test('lines of other apps, programs and time zones are told apart', async () => {
  const { apps, lines, dated, messages } = await fixture('noisy')
  expect([...apps].map(([app, events]) => [app, names(events)])).toEqual([
    ['com.example.phone', ['sys.deliver', 'cx.report.result']],
    ['org.other.chat', ['sys.deliver', 'sys.kill']],
  ])
  expect((apps.get('org.other.chat')?.[1]?.at ?? 0) - (apps.get('org.other.chat')?.[0]?.at ?? 0)).toBe(7008)
  expect({ lines, dated, hints: messages.get('hint') }).toEqual({ lines: 10, dated: 8, hints: 1 })
})

describe('a line that names no app', () => {
  const kill = daemon('09.000000', 'Killing VoIP app <private> because it failed to post an incoming call in time')
  const delivery = (second: string, app: string) =>
    daemon(second, `Delivering 1 VoIP payload(s) to application <CSDVoIPApplication bundleIdentifier=${app}>`)

  test('is of the only one that is concerned', async () => {
    const { apps } = await read(delivery('02.000000', 'a.b'), kill)
    expect(names(apps.get('a.b'))).toEqual(['sys.deliver', 'sys.kill'])
  })

  test('is of nobody known when two are', async () => {
    const { apps } = await read(delivery('02.000000', 'a.b'), delivery('03.000000', 'c.d'), kill)
    expect([...apps.keys()]).toEqual(['a.b', 'c.d', '<private>'])
  })

  test('tells by itself of a delivery one window before', async () => {
    const { apps } = await read(kill)
    expect(apps.get('<private>')).toMatchObject([
      { name: 'sys.deliver', at: -7000, uncertaintyMs: 7000 },
      { name: 'sys.kill', at: 0 },
    ])
  })
})

test('a second push in the same words is another push', async () => {
  const line = (second: string) => daemon(second, 'Delivering 1 VoIP payload(s) to application a.b.c')
  const asked = daemon('02.500000', 'Asked to deliver message 0x1 to application a.b.c')
  const { apps } = await read(line('02.000000'), asked, line('03.000000'))
  expect(names(apps.get('a.b.c'))).toEqual(['sys.deliver', 'sys.deliver'])
})

test.each([
  ['PushKit apps that use VoIP push must link the CallKit framework.', 'app.terminate'],
  ['[WARN] a.b.c must be updated to use the new PushToTalk framework', 'sys.pushToTalk'],
  ['Error Domain=com.apple.CallKit.error.incomingcall Code=3 "(null)"', 'cx.report.result'],
])('"%s" is %s', async (message, name) => {
  const { apps } = await read(daemon('01.000000', message))
  expect(names([...apps.values()].flat())).toEqual([name])
})

test('whatever the lines are, there is an event of the trace or none', async () => {
  const piece = fc.constantFrom(
    '2026-03-02 10:15:20.1Z  localhost callservicesd[1]: ',
    'Mar  2 10:15:20 iPhone callservicesd(CallKit)[123] <Notice>: ',
    'Delivering 1 VoIP payload(s) to application ',
    'Killing VoIP app <private>',
    'Killing app because it never posted an incoming call',
    'Error Domain=com.apple.CallKit.error Code=3',
    'Code 0xBAADCA11 ',
    'com.example.phone',
    '\n',
  )
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(text, async (pieces) => {
      const { apps } = await read(pieces.join(''))
      for (const event of [...apps.values()].flat()) expect(parseTraceEvent(event).error).toBeUndefined()
    }),
  )
})

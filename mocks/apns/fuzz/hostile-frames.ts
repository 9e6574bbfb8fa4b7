import { makeFrame } from '../connection/frame.ts'
import { deviceToken } from '../testing/push.ts'
import type { Dice } from './dice.ts'

const DATA = 0
const HEADERS = 1
const PRIORITY = 2
const RST_STREAM = 3
const SETTINGS = 4
const PUSH_PROMISE = 5
const PING = 6
const GOAWAY = 7
const WINDOW_UPDATE = 8
const CONTINUATION = 9

const END_STREAM = 0x1
const ACK = 0x1
const END_HEADERS = 0x4
const PADDED = 0x8

const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')
const settings = frame(SETTINGS, 0, 0)

/** What a client says on a connection, from its first byte on. */
export interface HostileFrames {
  readonly what: string
  readonly bytes: Buffer
}

type Attack = (dice: Dice) => Buffer[]

const request = fields([
  [':method', 'POST'],
  [':scheme', 'https'],
  [':path', `/3/device/${deviceToken}`],
  [':authority', 'localhost'],
])

/** Each comes after the connection preface and a SETTINGS frame. */
const attacks: Readonly<Record<string, Attack>> = {
  'a frame of a type and flags that there are not': (dice) => [
    frame(dice.below(256), dice.below(256), dice.below(10), dice.bytes(dice.length(300))),
  ],
  'a frame that lies about its length': (dice) => {
    const bytes = frame(dice.below(10), dice.below(256), dice.below(4), dice.bytes(dice.below(40)))
    bytes.writeUIntBE(dice.pick([0, 1, 5, 16_385, 0xff_ff_ff]), 0, 3)
    return [bytes]
  },
  'frames of a wrong size': (dice) => [
    frame(
      dice.pick([PRIORITY, RST_STREAM, SETTINGS, PING, WINDOW_UPDATE, GOAWAY]),
      0,
      dice.below(2),
      dice.bytes(dice.below(12)),
    ),
  ],
  'headers on a wrong stream': (dice) => [
    frame(HEADERS, END_HEADERS | END_STREAM, dice.pick([0, 2, 0x7f_ff_ff_ff, 4]), request),
    frame(HEADERS, END_HEADERS | END_STREAM, 1, request),
  ],
  'a flood of CONTINUATION': (dice) => [
    frame(HEADERS, 0, 1, request),
    ...Array.from({ length: 50 + dice.below(200) }, () => frame(CONTINUATION, 0, 1, fields([['x', 'y'.repeat(200)]]))),
  ],
  'rapid reset': (dice) =>
    Array.from({ length: 50 + dice.below(300) }, (_, index) => [
      frame(HEADERS, END_HEADERS, 2 * index + 1, request),
      frame(RST_STREAM, 0, 2 * index + 1, Buffer.from([0, 0, 0, 8])),
    ]).flat(),
  'a flood of PING': (dice) => Array.from({ length: 100 + dice.below(2000) }, () => frame(PING, 0, 0, Buffer.alloc(8))),
  'a flood of SETTINGS': (dice) => Array.from({ length: 100 + dice.below(2000) }, () => settings),
  'SETTINGS beyond all bounds': (dice) => {
    const setting = Buffer.alloc(6)
    setting.writeUInt16BE(dice.below(10), 0)
    setting.writeUInt32BE(dice.pick([0, 1, 0x7f_ff_ff_ff, 0x80_00_00_00, 0xff_ff_ff_ff]), 2)
    return [frame(SETTINGS, 0, 0, setting), frame(HEADERS, END_HEADERS | END_STREAM, 1, request)]
  },
  'an acknowledgement of nothing': () => [frame(SETTINGS, ACK, 0), frame(PING, ACK, 0, Buffer.alloc(8))],
  'a window that overflows': (dice) => {
    const most = Buffer.from([0x7f, 0xff, 0xff, 0xff])
    const stream = dice.below(2)
    return [
      frame(HEADERS, END_HEADERS, 1, request),
      frame(WINDOW_UPDATE, 0, stream, most),
      frame(WINDOW_UPDATE, 0, stream, most),
    ]
  },
  'a window that grows by nothing': (dice) => [frame(WINDOW_UPDATE, 0, dice.below(2), Buffer.alloc(4))],
  // One long header in the table, and then thousands of references to it (CVE-2016-1544).
  'an HPACK bomb': (dice) => [
    frame(
      HEADERS,
      END_HEADERS | END_STREAM,
      1,
      Buffer.concat([request, indexed('x-bomb', 'x'.repeat(3900)), Buffer.alloc(dice.below(12_000), 0xbe)]),
    ),
  ],
  'HPACK that is none': (dice) => [frame(HEADERS, END_HEADERS | END_STREAM, 1, dice.bytes(1 + dice.below(300)))],
  'an HPACK table that is resized without end': (dice) => [
    frame(
      HEADERS,
      END_HEADERS | END_STREAM,
      1,
      Buffer.concat([Buffer.from([0x3f, 0xff, 0xff, 0xff, dice.below(256), 0x0f]), request]),
    ),
  ],
  'DATA on a stream that is closed': (dice) => [
    frame(HEADERS, END_HEADERS | END_STREAM, 1, request),
    frame(DATA, dice.below(2), 1, dice.bytes(dice.below(100))),
  ],
  'padding longer than its frame': (dice) => [
    frame(HEADERS, END_HEADERS, 1, request),
    frame(dice.pick([DATA, HEADERS]), PADDED, 1, Buffer.from([dice.pick([1, 5, 255]), ...dice.bytes(dice.below(5))])),
  ],
  'a promise that only a server may make': () => [frame(PUSH_PROMISE, END_HEADERS, 1, Buffer.from([0, 0, 0, 2]))],
  'a GOAWAY, and then a request': (dice) => [
    frame(GOAWAY, 0, 0, dice.bytes(8 + dice.below(20))),
    frame(HEADERS, END_HEADERS | END_STREAM, 1, request),
  ],
  'a stream that depends on itself': () => [
    frame(PRIORITY, 0, 1, Buffer.from([0, 0, 0, 1, 16])),
    frame(HEADERS, END_HEADERS | END_STREAM, 1, request),
  ],
  'header fields that no library would send': (dice) => {
    const field = dice.pick<readonly [string, string]>([
      ['UPPER', 'case'],
      ['', 'nameless'],
      ['na me', 'x'],
      ['connection', 'close'],
      ['transfer-encoding', 'chunked'],
      ['te', 'gzip'],
      ['content-length', '-5'],
      ['content-length', '99999999999'],
      ['x-control', '\u0000\r\n\u001b'],
      ['apns-topic', 'a\r\nb: c'],
      [':status', '200'],
      [':path', '/again'],
      [':unheard-of', 'x'],
      [':protocol', 'websocket'],
      ['cookie', 'a=b'],
    ])
    return [frame(HEADERS, END_HEADERS | END_STREAM, 1, Buffer.concat([request, fields([field])]))]
  },
  'pseudo-headers that are missing': (dice) => {
    const all: (readonly [string, string])[] = [
      [':method', 'POST'],
      [':scheme', 'https'],
      [':path', '/'],
    ]
    all.splice(dice.below(all.length), 1)
    return [frame(HEADERS, END_HEADERS | END_STREAM, 1, fields(all))]
  },
  'HEAD, whose answer has no body': () => [
    frame(
      HEADERS,
      END_HEADERS | END_STREAM,
      1,
      fields([
        [':method', 'HEAD'],
        [':scheme', 'https'],
        [':path', '/'],
      ]),
    ),
  ],
  CONNECT: (dice) => [
    frame(
      HEADERS,
      END_HEADERS | END_STREAM,
      1,
      fields([
        [':method', 'CONNECT'],
        [':authority', dice.pick(['localhost:1', '', '\u00ff'])],
      ]),
    ),
  ],
  'a mixture of frames': (dice) =>
    Array.from({ length: 1 + dice.below(30) }, () =>
      frame(dice.below(11), dice.below(256), dice.below(8), dice.bytes(dice.length(200))),
    ),
}

const kinds = Object.keys(attacks) as [string, ...string[]]

/** What a client may say that speaks HTTP/2 wrongly, or nothing of the kind. */
export function hostileFrames(dice: Dice): HostileFrames {
  if (dice.chance(0.05))
    return { what: 'no HTTP/2', bytes: Buffer.from('POST /3/device/abcd HTTP/1.1\r\nhost: localhost\r\n\r\n') }
  if (dice.chance(0.05)) return { what: 'noise', bytes: dice.bytes(dice.length(2000)) }
  const what = dice.pick(kinds)
  return { what, bytes: Buffer.concat([preface, settings, ...(attacks[what]?.(dice) ?? [])]) }
}

/** Asks for a sign of life. */
export const ping = frame(PING, 0, 0, Buffer.from('are you?'))

function frame(type: number, flags: number, stream: number, payload: Buffer = Buffer.alloc(0)): Buffer {
  return makeFrame(type, flags, stream, payload).bytes
}

/** HPACK, RFC 7541: literal fields without indexing, names and values as they are. */
function fields(pairs: readonly (readonly [string, string])[]): Buffer {
  return Buffer.concat(pairs.map(([name, value]) => Buffer.concat([Buffer.from([0]), text(name), text(value)])))
}

/** A literal field that enters the dynamic table. */
function indexed(name: string, value: string): Buffer {
  return Buffer.concat([Buffer.from([0x40]), text(name), text(value)])
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'latin1')
  if (bytes.length < 127) return Buffer.concat([Buffer.from([bytes.length]), bytes])
  const length = [0x7f]
  let rest = bytes.length - 127
  for (; rest >= 128; rest >>= 7) length.push((rest & 0x7f) | 0x80)
  return Buffer.concat([Buffer.from([...length, rest]), bytes])
}

import { pushTypes } from '../../mocks/apns/index.ts'
import { spoiling } from './spoiling.ts'
import { pointerTo, replaceAt, valuesIn, type Replace } from './value-paths.ts'

type Payload = Readonly<Record<string, unknown>>

/** A payload with one thing changed in it. */
export interface Mutation {
  /** What is changed: a field, as RFC 6901 points to it, and how; or the way in which the whole is wrong. */
  readonly name: string
  /** Not always JSON. */
  readonly body: Buffer
}

const LIMIT = pushTypes.voip.payloadLimit

/** Deeper than any backend nests, and more than a parser that calls itself should be trusted with. */
const DEEP = 500

const ofFields = [
  'absent',
  'null',
  'of the wrong type',
  'empty',
  'lower case',
  'upper case',
  'without hyphens',
  'stale',
  'nested one deeper',
  'array',
  'emoji',
  'right to left',
  'with NUL',
] as const satisfies readonly (keyof typeof spoiling)[]

/** What can be wrong with a payload of any shape, as its bytes. */
const ofTheWhole = {
  'no bytes': () => Buffer.alloc(0),
  'no JSON': () => Buffer.from('call=incoming'),
  'no dictionary': (payload) => encoded([payload]),
  'cut off': (payload) => encoded(payload).subarray(0, -1),
  'invalid UTF-8': (payload) => spliced(payload, Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31])),
  'byte order mark': (payload) => Buffer.concat([Buffer.from('\uFEFF'), encoded(payload)]),
  'repeated keys': repeated,
  'nested deeply': (payload) => spliced(payload, Buffer.from(`"deep":${'['.repeat(DEEP)}${']'.repeat(DEEP)}`)),
  [`${LIMIT} bytes`]: (payload) => padded(payload, LIMIT),
  [`${LIMIT + 1} bytes`]: (payload) => padded(payload, LIMIT + 1),
} as const satisfies Record<string, (payload: Payload) => Buffer>

/**
 * Every payload that differs from this one in a single way, in a fixed order: each field at any depth, spoilt in each
 * way that applies to it, and then the whole. APNs refuses some of them.
 *
 * @param payload Of any shape.
 */
export function mutations(payload: Payload): Mutation[] {
  const original = JSON.stringify(payload)
  const spoilt = valuesIn(payload).flatMap(({ path, value }) => {
    if (path.length === 0) return []
    const ways: [string, Replace][] = ofFields.map((how) => [how, spoiling[how]])
    if (typeof value === 'string') ways.push(['very long', () => lengthened(payload, value)])
    return ways.map(([how, replace]) => ({
      name: `${pointerTo(path)} ${how}`,
      json: JSON.stringify(replaceAt(payload, path, replace)),
    }))
  })
  return [
    ...spoilt.flatMap(({ name, json }) => (json === original ? [] : [{ name, body: Buffer.from(json) }])),
    ...Object.entries(ofTheWhole).map(([name, mutate]) => ({ name, body: mutate(payload) })),
  ]
}

/** So long that the payload is as large as a VoIP push may be. */
function lengthened(payload: Payload, text: string): string {
  return text + 'x'.repeat(Math.max(0, LIMIT - encoded(payload).length))
}

/** Each key a second time, so that it depends on the parser which value counts. */
function repeated(payload: Payload): Buffer {
  const nulls = Object.keys(payload).map((key) => `${JSON.stringify(key)}:null`)
  return spliced(payload, Buffer.from((nulls.length > 0 ? nulls : ['"key":1', '"key":2']).join(',')))
}

function padded(payload: Payload, bytes: number): Buffer {
  const room = bytes - encoded({ ...payload, padding: '' }).length
  return encoded({ ...payload, padding: 'x'.repeat(Math.max(0, room)) })
}

/** The payload with one more member at its end, as it is written. */
function spliced(payload: Payload, member: Buffer): Buffer {
  const comma = Object.keys(payload).length > 0 ? ',' : ''
  return Buffer.concat([encoded(payload).subarray(0, -1), Buffer.from(comma), member, Buffer.from('}')])
}

function encoded(json: unknown): Buffer {
  return Buffer.from(JSON.stringify(json))
}

import { isDeepStrictEqual } from 'node:util'
import { pushTypes } from '../../mocks/apns/index.ts'
import type { AnnouncedCall } from './payloads.ts'
import { spoiling } from './spoiling.ts'
import { findPaths, replaceAt, valuesIn, type Path, type Replace } from './value-paths.ts'

type Payload = Readonly<Record<string, unknown>>
type Call = Pick<AnnouncedCall, 'uuid' | 'handle'>

/** One thing that a backend gets wrong in a payload. */
export interface Malformation {
  /** Goes into the trace, and names the case in reports. */
  readonly name: string
  /** @returns A malformed copy, or the payload's like when it has no such field to spoil. */
  readonly apply: (payload: Payload, call: Call) => Payload
}

/**
 * The fields are found by what they hold, the call's UUID and handle, because every backend names and nests them
 * differently.
 */
const fields = {
  UUID: ({ uuid }: Call, payload: Payload) => findPaths(payload, (text) => text.toLowerCase() === uuid.toLowerCase()),
  identifier: ({ handle }: Call, payload: Payload) => findPaths(payload, (text) => text === handle),
  timestamp: (_call: Call, payload: Payload) =>
    valuesIn(payload).flatMap(({ path, value }) => {
      const key = path.at(-1)
      return key !== undefined && spoiling.stale(value, key) !== value ? [path] : []
    }),
} satisfies Record<string, (call: Call, payload: Payload) => Path[]>

/** Each is still a payload that APNs accepts and PushKit hands to the app: the app has to report a call for all of them. */
export const malformations = [
  { name: 'empty object', apply: () => ({}) },
  { name: 'aps only', apply: () => ({ aps: {} }) },
  spoil('UUID', 'absent', spoiling.absent),
  spoil('UUID', 'empty', spoiling.empty),
  spoil('UUID', 'not a UUID', () => 'not-a-uuid'),
  spoil('UUID', 'lower case', spoiling['lower case']),
  spoil('UUID', 'without hyphens', spoiling['without hyphens']),
  spoil('UUID', 'number', spoiling.number),
  spoil('UUID', 'null', spoiling.null),
  spoil('UUID', 'nested one deeper', spoiling['nested one deeper']),
  spoil('UUID', 'array', spoiling.array),
  spoil('identifier', 'absent', spoiling.absent),
  spoil('identifier', 'empty', spoiling.empty),
  spoil('identifier', 'null', spoiling.null),
  spoil('identifier', 'number', spoiling.number),
  { name: 'identifier very long', apply: fillUp },
  spoil('identifier', 'emoji', spoiling.emoji),
  { name: 'unknown extra type', apply: (payload) => ({ ...payload, type: 'no-such-type' }) },
  spoil('timestamp', 'stale', spoiling.stale),
  { name: '5120 bytes', apply: pad },
] as const satisfies readonly Malformation[]

/** A payload made wrong on purpose, and what is wrong with it. */
export interface MalformedPayload {
  readonly malformation: string
  readonly payload: Payload
}

/**
 * Every way of getting this payload wrong, in a fixed order.
 *
 * @param payload A well-formed payload for `call`, of any shape.
 */
export function malform(payload: Payload, call: Call): MalformedPayload[] {
  return malformations.flatMap(({ name }) => malformBy(name, payload, call) ?? [])
}

/**
 * One way of getting a payload wrong.
 *
 * @param name Of one of the {@link malformations}.
 * @returns undefined for a payload that has nothing that could be wrong in that way, and for a name that none has.
 */
export function malformBy(name: string, payload: Payload, call: Call): MalformedPayload | undefined {
  const malformed = malformations.find((each) => each.name === name)?.apply(payload, call) ?? payload
  return isDeepStrictEqual(malformed, payload) ? undefined : { malformation: name, payload: malformed }
}

function spoil(field: keyof typeof fields, how: string, replace: Replace): Malformation {
  return {
    name: `${field} ${how}`,
    apply: (payload, call) => replaceAll(payload, fields[field](call, payload), replace),
  }
}

function replaceAll(payload: Payload, paths: readonly Path[], replace: Replace): Payload {
  // From the last one on, so that an array element taken out does not move the ones still to come.
  return paths.toReversed().reduce((spoilt, path) => replaceAt(spoilt, path, replace) as Payload, payload)
}

/** The longest identifier with which a VoIP push still fits. */
function fillUp(payload: Payload, call: Call): Payload {
  const paths = fields.identifier(call, payload)
  if (paths.length === 0) return payload
  const room = roomIn(replaceAll(payload, paths, () => ''))
  const text = 'x'.repeat(Math.max(0, Math.floor(room / paths.length)))
  return replaceAll(payload, paths, () => text)
}

/** As large as a VoIP push may be, by a field that no app knows. */
function pad(payload: Payload): Payload {
  const room = roomIn({ ...payload, padding: '' })
  return room < 0 ? payload : { ...payload, padding: 'x'.repeat(room) }
}

function roomIn(payload: Payload): number {
  return pushTypes.voip.payloadLimit - Buffer.byteLength(JSON.stringify(payload))
}

import { pushTypes } from '../../mocks/apns/index.ts'
import type { AnnouncedCall } from './payloads.ts'
import { ABSENT, findPaths, replaceAt } from './value-paths.ts'

type Payload = Readonly<Record<string, unknown>>
type Call = Pick<AnnouncedCall, 'uuid' | 'handle'>

/** One thing that a backend gets wrong in a payload. */
export interface Malformation {
  /** Goes into the trace, and names the case in reports. */
  readonly name: string
  /** @returns A malformed copy, or `undefined` when the payload has no such field to spoil. */
  readonly apply: (payload: Payload, call: Call) => Payload | undefined
}

/**
 * The fields are found by what they hold, the call's UUID and handle, because every backend names and nests them
 * differently.
 */
const fields = {
  UUID: (call: Call) => (text: string) => text.toLowerCase() === call.uuid.toLowerCase(),
  identifier: (call: Call) => (text: string) => text === call.handle,
}

/** Outside the Basic Multilingual Plane, with joiners and flags: one character to see, up to eleven UTF-16 units. */
const EMOJI = '📞👩‍👩‍👧‍👦🇺🇳'

/** Each is still a payload that APNs accepts and PushKit hands to the app: the app has to report a call for all of them. */
export const malformations = [
  { name: 'empty object', apply: () => ({}) },
  { name: 'aps only', apply: () => ({ aps: {} }) },
  spoil('UUID', 'absent', () => ABSENT),
  spoil('UUID', 'empty', () => ''),
  spoil('UUID', 'not a UUID', () => 'not-a-uuid'),
  spoil('UUID', 'number', () => 42),
  spoil('UUID', 'null', () => null),
  spoil('UUID', 'nested one deeper', (value, key) => ({ [key]: value })),
  spoil('UUID', 'array', (value) => [value]),
  spoil('identifier', 'absent', () => ABSENT),
  spoil('identifier', 'empty', () => ''),
  spoil('identifier', 'null', () => null),
  spoil('identifier', 'number', () => 42),
  { name: 'identifier very long', apply: fillUp },
  spoil('identifier', 'emoji', () => EMOJI),
  { name: 'unknown extra type', apply: (payload) => ({ ...payload, type: 'no-such-type' }) },
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
  return malformations.flatMap(({ name, apply }) => {
    const malformed = apply(payload, call)
    return malformed === undefined ? [] : [{ malformation: name, payload: malformed }]
  })
}

function spoil(
  field: keyof typeof fields,
  how: string,
  replace: (value: unknown, key: string | number) => unknown,
): Malformation {
  return { name: `${field} ${how}`, apply: (payload, call) => replaceField(field, payload, call, replace) }
}

function replaceField(
  field: keyof typeof fields,
  payload: Payload,
  call: Call,
  replace: (value: unknown, key: string | number) => unknown,
): Payload | undefined {
  const paths = findPaths(payload, fields[field](call))
  if (paths.length === 0) return undefined
  // From the last one on, so that an array element taken out does not move the ones still to come.
  return paths.toReversed().reduce((spoilt, path) => replaceAt(spoilt, path, replace) as Payload, payload)
}

/** The longest identifier with which a VoIP push still fits. */
function fillUp(payload: Payload, call: Call): Payload | undefined {
  const empty = replaceField('identifier', payload, call, () => '')
  if (empty === undefined) return undefined
  const occurrences = findPaths(payload, fields.identifier(call)).length
  const room = pushTypes.voip.payloadLimit - Buffer.byteLength(JSON.stringify(empty))
  const text = 'x'.repeat(Math.max(0, Math.floor(room / occurrences)))
  return replaceField('identifier', payload, call, () => text)
}

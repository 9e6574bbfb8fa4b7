export type Fields = Readonly<Record<string, unknown>>

/** Further down, a payload speaks of the call's circumstances, no longer of itself. */
export const DEPTH = 3
const PLAIN = /^[a-z0-9]*$/

/** Under these a payload goes on speaking of itself or its call; under `order`, `caller` or `lastCall` it does not. */
const ownKeys = words(
  'aps alert data payload metadata notification message event command call callInfo callData voip stream sendbird_call',
)

/** What is in these is no further in than they are: every push has the one, and the other is part of it. */
const flatKeys = words('aps alert')

/** A field of a payload, at whatever depth. */
export interface Field {
  readonly key: string
  /** The key without case and punctuation. */
  readonly word: string
  readonly value: unknown
  readonly depth: number
  /** It is about the push itself, or about its call. */
  readonly isOwn: boolean
}

/** The fields of a payload, those further out first. */
export function fieldsOf(payload: unknown): readonly Field[] {
  const fields: Field[] = []
  addFields(payload, 0, true, fields)
  // The list grows while it is walked.
  for (const { word, value, depth, isOwn } of fields)
    if (depth < DEPTH) addFields(value, flatKeys.has(word) ? depth : depth + 1, isOwn && ownKeys.has(word), fields)
  return fields
}

function addFields(value: unknown, depth: number, isOwn: boolean, fields: Field[]): void {
  if (!isFields(value)) return
  for (const [key, inner] of Object.entries(value)) fields.push({ key, word: plain(key), value: inner, depth, isOwn })
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Words apart from each other by blanks, each {@link plain}. */
export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).map(plain))
}

/** A word without case and punctuation. */
export function plain(word: string): string {
  return PLAIN.test(word) ? word : word.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}

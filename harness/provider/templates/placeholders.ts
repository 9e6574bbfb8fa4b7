import type { AnnouncedCall } from '../payloads.ts'

/** When a push is sent, and until when its call rings. */
export interface Moment {
  readonly now: Date
  readonly expires: Date
}

type Value = (call: AnnouncedCall, moment: Moment) => string | number | boolean

const inSeconds = (date: Date) => Math.floor(date.getTime() / 1000)

/** What may stand between `{{` and `}}` in a template. */
export const placeholders = {
  /** As the call has it. */
  uuid: ({ uuid }) => uuid,
  'uuid.lower': ({ uuid }) => uuid.toLowerCase(),
  'uuid.upper': ({ uuid }) => uuid.toUpperCase(),
  /** In lower case and without hyphens, for ids that are not UUIDs. */
  'uuid.hex': ({ uuid }) => uuid.toLowerCase().replaceAll('-', ''),
  handle: ({ handle }) => handle,
  /** The handle, where the call has none. */
  displayName: ({ displayName, handle }) => displayName ?? handle,
  hasVideo: ({ hasVideo = false }) => hasVideo,
  /** Seconds since 1970. */
  now: (_call, { now }) => inSeconds(now),
  'now.ms': (_call, { now }) => now.getTime(),
  'now.iso': (_call, { now }) => now.toISOString(),
  /** Seconds since 1970. */
  expires: (_call, { expires }) => inSeconds(expires),
  'expires.ms': (_call, { expires }) => expires.getTime(),
  'expires.iso': (_call, { expires }) => expires.toISOString(),
} as const satisfies Record<string, Value>

export type PlaceholderName = keyof typeof placeholders

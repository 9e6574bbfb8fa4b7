/** A call as its push announces it. */
export interface AnnouncedCall {
  readonly uuid: string
  /** Whom the call is from, as the app's backend names people. */
  readonly handle: string
  readonly displayName?: string
  readonly hasVideo?: boolean
}

/** What the payload of an app's own backend looks like. */
export type PayloadTemplate = (call: AnnouncedCall) => Record<string, unknown>

/** The payload of the article's sample app: these two keys, at the top level. */
export function articlePayload({ uuid, identifier }: { uuid: string; identifier: string }): {
  UUID: string
  identifier: string
} {
  return { UUID: uuid, identifier }
}

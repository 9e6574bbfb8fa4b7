import { redactToken } from '../../events/redact.ts'
import type { CapturedPush } from './capture.ts'
import { deviceTokenOf, headerOf } from './captured-push.ts'

/** Which pushes of a capture are wanted: those that have everything that is given. */
export interface CaptureFilter {
  /** The device token, plain or redacted, whichever the capture has. */
  readonly token?: string
  readonly topic?: string
  readonly pushType?: string
  /** The HTTP status of the answer. */
  readonly status?: number
  readonly reason?: string
  /** The `apns-id`. */
  readonly push?: string
  readonly connection?: number
  /** Milliseconds since the start of the capture; included. */
  readonly since?: number
  /** Milliseconds since the start of the capture; included. */
  readonly until?: number
}

/** @returns Whether a push is wanted. */
export function selects(filter: CaptureFilter): (push: CapturedPush) => boolean {
  const { token, topic, pushType, status, reason, push: id, connection } = filter
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = filter
  const isAsked = <Value>(asked: Value | undefined, value: Value | undefined) => asked === undefined || asked === value
  return (push) =>
    isAsked(status, push.status) &&
    isAsked(reason, push.reason) &&
    isAsked(id, push.push) &&
    isAsked(connection, push.connection) &&
    push.at >= since &&
    push.at <= until &&
    isAsked(topic, headerOf(push, 'apns-topic')) &&
    isAsked(pushType, headerOf(push, 'apns-push-type')) &&
    (token === undefined || isTheSameToken(token, deviceTokenOf(push)))
}

/** Either may be redacted, and in either case. */
function isTheSameToken(one: string, other: string | undefined): boolean {
  return other !== undefined && redacted(one) === redacted(other)
}

function redacted(token: string): string {
  return token.includes('…') ? token : redactToken(token)
}

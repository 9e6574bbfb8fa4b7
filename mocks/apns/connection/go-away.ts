import { makeFrame, type Frame } from './frame.ts'

const GOAWAY = 7

/** What a GOAWAY says, RFC 9113 section 6.8. */
export interface GoAway {
  /** An HTTP/2 error code; 0, NO_ERROR, is what APNs was seen to send. */
  readonly code: number
  /** The last stream that was or will be processed; the client may send those after it again elsewhere. */
  readonly lastStream: number
  /** APNs puts `{"reason": …}` into the debug data. */
  readonly reason?: string
}

/** The frame. Node's own `session.goaway()` replaces a last stream of 0 by that of the latest request. */
export function goAwayFrame({ code, lastStream, reason }: GoAway): Frame {
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32BE(lastStream, 0)
  numbers.writeUInt32BE(code, 4)
  return makeFrame(GOAWAY, 0, 0, Buffer.concat([numbers, debugData(reason)]))
}

export function debugData(reason: string | undefined): Buffer {
  return reason === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify({ reason }))
}

/** Length of an HTTP/2 frame header in bytes, RFC 9113 section 4.1. */
export const FRAME_HEADER_BYTES = 9

/** An HTTP/2 frame as it is on the wire. */
export interface Frame {
  /** `0` DATA, `1` HEADERS, `3` RST_STREAM, `4` SETTINGS, `6` PING, `7` GOAWAY, … (RFC 9113 section 6). */
  readonly type: number
  readonly flags: number
  readonly streamId: number
  /** The whole frame, its header included. */
  readonly bytes: Buffer
}

/** The frame with this content. */
export function makeFrame(type: number, flags: number, streamId: number, payload: Buffer): Frame {
  const bytes = Buffer.allocUnsafe(FRAME_HEADER_BYTES + payload.length)
  bytes.writeUIntBE(payload.length, 0, 3)
  bytes.writeUInt8(type, 3)
  bytes.writeUInt8(flags, 4)
  bytes.writeUInt32BE(streamId, 5)
  payload.copy(bytes, FRAME_HEADER_BYTES)
  return { type, flags, streamId, bytes }
}

/** @param bytes A whole frame. */
export function parseFrame(bytes: Buffer): Frame {
  return {
    type: bytes.readUInt8(3),
    flags: bytes.readUInt8(4),
    streamId: bytes.readUInt32BE(5) & 0x7fff_ffff,
    bytes,
  }
}

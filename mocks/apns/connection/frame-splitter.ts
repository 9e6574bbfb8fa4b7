import { FRAME_HEADER_BYTES, parseFrame, type Frame } from './frame.ts'

const CLIENT_PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')

/** SETTINGS_MAX_FRAME_SIZE of both sides: neither announces more than the default. */
const MAX_FRAME_BYTES = FRAME_HEADER_BYTES + 16_384

/**
 * Cuts the bytes of one direction of an HTTP/2 connection into frames. It never holds back more than one frame; bytes
 * that are no HTTP/2 come out as they went in, to be refused by the session behind.
 */
export class FrameSplitter {
  #preface: boolean
  #isHttp2 = true
  #held: Buffer[] = []
  #heldBytes = 0
  #wanted: number

  /** @param from Only the client opens with the connection preface. */
  constructor(from: 'client' | 'server') {
    this.#preface = from === 'client'
    this.#wanted = this.#preface ? CLIENT_PREFACE.length : FRAME_HEADER_BYTES
  }

  /** @returns What became complete with this chunk: frames, and bytes that belong to none. */
  push(chunk: Buffer): (Frame | Buffer)[] {
    if (!this.#isHttp2) return [chunk]
    this.#held.push(chunk)
    this.#heldBytes += chunk.length
    if (this.#heldBytes < this.#wanted) return []
    return this.#split(this.#held.length === 1 ? chunk : Buffer.concat(this.#held, this.#heldBytes))
  }

  /** @returns What is left of a frame that never became complete. */
  flush(): Buffer[] {
    const left = this.#held
    this.#held = []
    return left
  }

  #split(bytes: Buffer): (Frame | Buffer)[] {
    const parts: (Frame | Buffer)[] = []
    let start = 0
    if (this.#preface) {
      start = CLIENT_PREFACE.length
      const preface = bytes.subarray(0, start)
      if (!preface.equals(CLIENT_PREFACE)) return this.#giveUp([bytes])
      this.#preface = false
      parts.push(preface)
    }
    for (;;) {
      this.#wanted = FRAME_HEADER_BYTES
      if (bytes.length - start >= FRAME_HEADER_BYTES) this.#wanted += bytes.readUIntBE(start, 3)
      if (this.#wanted > MAX_FRAME_BYTES) return this.#giveUp([...parts, bytes.subarray(start)])
      if (bytes.length - start < this.#wanted) break
      parts.push(parseFrame(bytes.subarray(start, start + this.#wanted)))
      start += this.#wanted
    }
    this.#held = start < bytes.length ? [bytes.subarray(start)] : []
    this.#heldBytes = bytes.length - start
    return parts
  }

  #giveUp(parts: (Frame | Buffer)[]): (Frame | Buffer)[] {
    this.#isHttp2 = false
    this.#held = []
    return parts
  }
}

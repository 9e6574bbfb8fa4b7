import type { ServerHttp2Session } from 'node:http2'

/**
 * How many streams a client may have open at a time, which APNs changes while the connection lives. Node closes a
 * session that has more than ten SETTINGS frames unacknowledged, so each is sent when the one before it was.
 */
export class StreamLimit {
  readonly #session: ServerHttp2Session
  readonly #announced: (streams: number) => void
  #wanted: number
  #sent: number

  /** @param initial What the session's first SETTINGS say. @param announced Told of each change that is sent. */
  constructor(session: ServerHttp2Session, initial: number, announced: (streams: number) => void) {
    this.#session = session
    this.#announced = announced
    this.#wanted = initial
    this.#sent = initial
    session.on('localSettings', () => this.#send())
  }

  set(streams: number): void {
    this.#wanted = streams
    if (this.#wanted !== this.#sent) this.#send()
  }

  #send(): void {
    if (this.#wanted === this.#sent || this.#session.destroyed || this.#session.pendingSettingsAck) return
    this.#sent = this.#wanted
    this.#session.settings({ maxConcurrentStreams: this.#sent })
    this.#announced(this.#sent)
  }
}

/**
 * One end of a connection that carries messages in order. What arrives is plain JSON: whoever receives decides how far
 * to trust it.
 */
export interface Transport {
  send(message: object): void
  /** Called for every message, and for every line that is not one. Set once, before anything arrives. */
  receive(handlers: TransportHandlers): void
  /** Closes this end: nothing arrives at it any more, and the other end's `closed` follows. Closing twice does nothing. */
  close(): void
}

export interface TransportHandlers {
  message(message: unknown): void
  /** A line that is not JSON, or too long to be read: what it began with, and what is wrong with it. */
  garbage(excerpt: string, reason: string): void
  closed(reason: string): void
}

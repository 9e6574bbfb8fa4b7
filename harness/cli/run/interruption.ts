import { constants } from 'node:os'

/**
 * Watches for Ctrl-C and SIGTERM. The first asks the run to come to an end, so that no app is left behind; at a second
 * the process goes at once.
 */
export class Interruption implements Disposable {
  readonly #controller = new AbortController()
  readonly #announce: (name: NodeJS.Signals) => void
  #name: NodeJS.Signals | undefined

  constructor(announce: (name: NodeJS.Signals) => void) {
    this.#announce = announce
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, this.#interrupted)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** As shells have it: 128 and the signal's number. Undefined while nobody has interrupted. */
  get exitCode(): number | undefined {
    return this.#name && 128 + constants.signals[this.#name]
  }

  #interrupted = (name: NodeJS.Signals): void => {
    if (this.#name) process.exit(this.exitCode)
    this.#name = name
    this.#announce(name)
    this.#controller.abort()
  };

  [Symbol.dispose](): void {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, this.#interrupted)
  }
}

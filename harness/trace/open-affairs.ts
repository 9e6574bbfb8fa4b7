import type { TraceEvent } from './trace-event.ts'

/** What has begun in a trace and is not over: calls, actions, transactions, pushes in the app's hands, requests, sound. */
export class OpenAffairs {
  readonly #open = new Set<string>()
  /** Reported calls that the phone has shown before it answered the report. */
  readonly #shown = new Set<string>()

  /** Each as its kind and its name, such as `call 4F…`; there is only one `sound` and one `session`. */
  get list(): readonly string[] {
    return [...this.#open]
  }

  get areNone(): boolean {
    return this.#open.size === 0
  }

  note(event: TraceEvent): void {
    switch (event.name) {
      case 'cx.callChanged':
        if (!event.hasEnded && !event.outgoing && !this.#open.has(`call ${event.uuid}`)) this.#shown.add(event.uuid)
        return this.#toggle(!event.hasEnded, `call ${event.uuid}`)
      case 'sys.call':
        return this.#toggle(!event.hasEnded, `call ${event.uuid}`)
      case 'cx.report.call':
        if (!this.#open.has(`call ${event.uuid}`)) this.#shown.delete(event.uuid)
        return this.#toggle(true, `report ${event.uuid}`)
      case 'cx.report.result':
        // What is accepted is a call, though nobody should say so.
        if (!event.error && !this.#shown.has(event.uuid)) this.#toggle(true, `call ${event.uuid}`)
        this.#shown.delete(event.uuid)
        return this.#toggle(false, `report ${event.uuid}`)
      case 'tx.request':
      case 'tx.result':
        return this.#toggle(event.name === 'tx.request', `transaction ${event.transaction}`)
      case 'perform':
        return this.#toggle(true, `action ${event.action}`)
      case 'fulfill':
      case 'fail':
      case 'timeout':
        return this.#toggle(false, `action ${event.action}`)
      case 'pk.enter':
      case 'pk.return':
        return this.#toggle(event.name === 'pk.enter', `push ${event.push}`)
      case 'apns.request':
        return this.#toggle(true, `request ${event.push}`)
      case 'apns.response':
      case 'apns.reset':
        return this.#toggle(false, `request ${event.push}`)
      case 'audio.io.start':
      case 'audio.io.stop':
        return this.#toggle(event.name === 'audio.io.start', 'sound')
      case 'didActivate':
      case 'didDeactivate':
        return this.#toggle(event.name === 'didActivate', 'session')
      case 'app.terminate':
        return this.#dropProcess()
    }
  }

  #toggle(isOpen: boolean, affair: string): void {
    if (isOpen) this.#open.add(affair)
    else this.#open.delete(affair)
  }

  /** Nothing more comes of what the process had in its hands. Its calls are the system's: it says when they end. */
  #dropProcess(): void {
    for (const affair of this.#open)
      if (!affair.startsWith('call ') && !affair.startsWith('request ')) this.#open.delete(affair)
  }
}

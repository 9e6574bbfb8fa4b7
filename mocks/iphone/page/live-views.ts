import type { Emitter } from '../../events/emitter.ts'
import type { PhoneEvent } from '../events.ts'
import type { PageDevice } from './page-device.ts'
import { phoneView, type PhoneView } from './phone-view.ts'

/** What there is to see of a phone, or why there is nothing. */
export type Look = { readonly view: PhoneView } | { readonly failed: { readonly udid: string; readonly error: string } }

/**
 * How often phones are looked at that tell nothing, in milliseconds: a call's seconds pass and a notice goes away
 * without an event. On the reader's time, not the phone's: a picture on virtual time must not make that time pass.
 */
const LOOK_INTERVAL = 200

interface Reader {
  /** The phone that it reads of; all of them when absent. */
  readonly udid: string | undefined
  readonly tell: (look: Look) => void
}

interface Listening {
  readonly events: Emitter<PhoneEvent>
  readonly end: () => void
}

/** Tells readers what phones show, whenever that changes. Looks at no phone while nobody reads. */
export class LiveViews {
  readonly #devices: () => readonly PageDevice[]
  readonly #readers = new Set<Reader>()
  /** What was told last of each phone, as JSON. */
  readonly #told = new Map<string, string>()
  readonly #listening = new Map<string, Listening>()
  #timer: NodeJS.Timeout | undefined
  #soon: NodeJS.Immediate | undefined

  constructor(devices: () => readonly PageDevice[]) {
    this.#devices = devices
  }

  /** Tells what a phone shows, or each phone when none is named: at once, and from then on. @returns what ends it. */
  read(udid: string | undefined, tell: (look: Look) => void): () => void {
    const reader = { udid, tell }
    for (const device of this.#devices()) if (concerns(reader, device.udid)) tell(lookAt(device))
    this.#readers.add(reader)
    this.#timer ??= setInterval(() => this.look(), LOOK_INTERVAL)
    this.look()
    return () => {
      this.#readers.delete(reader)
      if (this.#readers.size === 0) this.close()
    }
  }

  /** Looks at a phone, or at each when none is named, and tells what is new. */
  look(udid?: string): void {
    if (this.#readers.size === 0) return
    for (const device of this.#devices()) if (udid === undefined || device.udid === udid) this.#lookAt(device)
  }

  /** Tells nobody anything any more, until there is a new reader. */
  close(): void {
    clearInterval(this.#timer)
    clearImmediate(this.#soon)
    this.#timer = this.#soon = undefined
    this.#readers.clear()
    this.#told.clear()
    for (const { end } of this.#listening.values()) end()
    this.#listening.clear()
  }

  #lookAt(device: PageDevice): void {
    this.#listen(device)
    const look = lookAt(device)
    const text = JSON.stringify(look)
    if (this.#told.get(device.udid) === text) return
    this.#told.set(device.udid, text)
    for (const reader of this.#readers) if (concerns(reader, device.udid)) reader.tell(look)
  }

  /** Whatever else happens in this turn is looked at together with it. */
  #lookSoon(): void {
    this.#soon ??= setImmediate(() => {
      this.#soon = undefined
      this.look()
    })
  }

  /** A phone that was replaced by a fresh one tells its events elsewhere. */
  #listen({ udid, events }: PageDevice): void {
    const before = this.#listening.get(udid)
    if (before?.events === events) return
    before?.end()
    this.#listening.set(udid, { events, end: events.subscribe(() => this.#lookSoon()) })
  }
}

/** A phone that cannot be drawn must not take the others, and who looks at them, with it: nobody else would catch it. */
function lookAt(device: PageDevice): Look {
  try {
    return { view: phoneView(device) }
  } catch (error) {
    return { failed: { udid: device.udid, error: error instanceof Error ? error.message : String(error) } }
  }
}

function concerns(reader: Reader, udid: string): boolean {
  return reader.udid === undefined || reader.udid === udid
}

import type { ServedStand, StandFinding } from './served-stand.ts'

/** Rules judge the whole trace, so they wait until so long nothing more has happened, in milliseconds. */
const JUDGE_AFTER = 150

/** What the rules say of a phone's trace, or why they cannot. */
export type Judged = { readonly findings: readonly StandFinding[] } | { readonly failed: string }

interface Watched {
  readonly readers: Set<(judged: Judged) => void>
  judged: Judged | undefined
  timer: NodeJS.Timeout | undefined
}

/** Has the traces of phones judged for whoever watches them: once for all, and for nobody not at all. */
export class LiveFindings {
  readonly #stand: ServedStand
  readonly #watched = new Map<string, Watched>()
  #unsubscribe = () => {}

  constructor(stand: ServedStand) {
    this.#stand = stand
  }

  /** Tells what the rules say of a phone, soon and whenever that changes. @returns what ends it. */
  read(udid: string, tell: (judged: Judged) => void): () => void {
    if (this.#watched.size === 0) this.#unsubscribe = this.#stand.subscribe((of) => this.#judgeSoon(of))
    const before = this.#watched.get(udid)
    const watched = before ?? { readers: new Set(), judged: undefined, timer: undefined }
    this.#watched.set(udid, watched)
    watched.readers.add(tell)
    if (watched.judged) tell(watched.judged)
    if (!before) this.#judgeSoon(udid)
    return () => {
      watched.readers.delete(tell)
      if (watched.readers.size > 0 || this.#watched.get(udid) !== watched) return
      clearTimeout(watched.timer)
      this.#watched.delete(udid)
      if (this.#watched.size === 0) this.#unsubscribe()
    }
  }

  #judgeSoon(udid: string): void {
    const watched = this.#watched.get(udid)
    if (!watched) return
    clearTimeout(watched.timer)
    watched.timer = setTimeout(() => this.#judge(udid, watched), JUDGE_AFTER)
  }

  #judge(udid: string, watched: Watched): void {
    const judged = this.#judgementOf(udid)
    if (JSON.stringify(judged) === JSON.stringify(watched.judged)) return
    watched.judged = judged
    for (const tell of watched.readers) tell(judged)
  }

  /** On a timer nobody else would catch what a rule throws. */
  #judgementOf(udid: string): Judged {
    try {
      return { findings: this.#stand.findings(udid) }
    } catch (error) {
      return { failed: error instanceof Error ? error.message : String(error) }
    }
  }
}

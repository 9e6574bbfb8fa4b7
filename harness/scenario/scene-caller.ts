import type { CallEndedReason } from '../../mocks/iphone/events.ts'
import { malform } from '../provider/malformations.ts'
import type { PayloadTemplate } from '../provider/payloads.ts'
import type { Stage } from '../targets/stage.ts'

/** A call that the caller has placed. */
export interface DialledCall {
  readonly uuid: string
  readonly handle: string
}

export interface DialOptions {
  readonly handle?: string
  /** A call that has been dialled already: the push is sent a second time. */
  readonly again?: DialledCall
  /** The name of a malformation that the payload gets. */
  readonly malformation?: string
  /** The caller gives up before the push is sent. */
  readonly cancelledFirst?: CallEndedReason
}

/** The person at the other end of the line. */
export class SceneCaller {
  readonly #stage: Stage
  readonly #payload: PayloadTemplate
  readonly #newUUID: () => string

  constructor(stage: Stage, payload: PayloadTemplate, newUUID: () => string) {
    this.#stage = stage
    this.#payload = payload
    this.#newUUID = newUUID
  }

  /** Dials the user; the backend sends a push. */
  async calls(options: DialOptions = {}): Promise<DialledCall> {
    const { again, malformation, cancelledFirst, handle = '+15550100' } = options
    const call = again ?? { uuid: this.#newUUID(), handle }
    if (!again) this.#stage.backend.dial(call.uuid, call.handle)
    if (cancelledFirst) this.#stage.backend.cancel(call.uuid, cancelledFirst)
    const payload = this.#payload(call)
    if (malformation === undefined) await this.#stage.push({ uuid: call.uuid, payload })
    else await this.#stage.push({ uuid: call.uuid, ...this.#malformed(payload, call, malformation) })
    return call
  }

  /** Gives up, hangs up, or is taken by another of the user's devices. */
  ends(uuid: string, reason: CallEndedReason = 'remoteEnded'): void {
    this.#stage.backend.cancel(uuid, reason)
  }

  /** Picks up a call from the user. */
  answers(uuid: string): void {
    this.#stage.backend.answer(uuid)
  }

  #malformed(payload: Record<string, unknown>, call: DialledCall, malformation: string) {
    const malformed = malform(payload, call).find((each) => each.malformation === malformation)
    // A payload without the field that would be spoilt is as well-formed as it was.
    return malformed ?? { payload }
  }
}

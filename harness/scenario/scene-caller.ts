import { randomUUID } from 'node:crypto'
import { bodyOf, headerOf, readCaptureFile, type CapturedPush } from '../../mocks/apns/index.ts'
import type { Clock } from '../../mocks/clock/clock.ts'
import type { CallEndedReason } from '../../mocks/iphone/events.ts'
import { malformBy } from '../provider/malformations.ts'
import type { PayloadTemplate } from '../provider/payloads.ts'
import { replay, type ReplayTarget } from '../provider/replay.ts'
import type { Stage, StageBackend } from '../targets/stage.ts'
import { ScenarioNotApplicableError } from './scenario-not-applicable-error.ts'
import { ScenarioStoppedError } from './scenario-stopped-error.ts'

/** A call that the caller has placed. */
export interface DialledCall {
  readonly uuid: string
  readonly handle: string
}

/**
 * Ways to an app beside VoIP pushes: its notification service extension hands on an ordinary push, or a provider of the
 * app's own in the same network finds it (Local Push Connectivity).
 */
type Detour = keyof typeof detours

const detours = { serviceExtension: 'handOff', localPush: 'deliverLocally' } as const

export interface DialOptions {
  readonly handle?: string
  /** A call that has been dialled already: the push is sent a second time. */
  readonly again?: DialledCall
  /** The name of a malformation that the payload gets. */
  readonly malformation?: string
  /** The gateway may keep the push for so long; not at all unless given. */
  readonly expiresInSeconds?: number
  /** How the app hears of the call, where it is not by a VoIP push. */
  readonly via?: Detour
  /** The caller gives up before the push is sent. */
  readonly cancelledFirst?: CallEndedReason
}

/** How the app's server, and the app's extension, tell it of a call. */
export interface CallTemplates {
  readonly payload: PayloadTemplate
  readonly extensionPayload: PayloadTemplate
}

/** The person at the other end of the line. */
export class SceneCaller {
  readonly #stage: Stage
  readonly #clock: Clock
  readonly #templates: CallTemplates
  readonly #backend: () => Promise<StageBackend>

  /** @param backend The stage's backend, as soon as the app listens to it; rejects where it never does. */
  constructor(stage: Stage, clock: Clock, templates: CallTemplates, backend: () => Promise<StageBackend>) {
    this.#stage = stage
    this.#clock = clock
    this.#templates = templates
    this.#backend = backend
  }

  /**
   * Dials the user; the backend sends a push.
   *
   * @throws ScenarioStoppedError when APNs refuses the push.
   * @throws ScenarioNotApplicableError when the payload has nothing that could be malformed in the way asked for.
   */
  async calls(options: DialOptions = {}): Promise<DialledCall> {
    const { again, malformation, cancelledFirst, expiresInSeconds, via, handle = '+15550100' } = options
    const call = again ?? { uuid: randomUUID().toUpperCase(), handle }
    if (!again) this.#stage.backend.dial(call.uuid, call.handle)
    if (cancelledFirst) await this.ends(call.uuid, cancelledFirst)
    const { payload: announce, extensionPayload: handOn } = this.#templates
    const payload = via === 'serviceExtension' ? handOn(call) : announce(call)
    const pushed = malformation === undefined ? { payload } : this.#malformed(payload, call, malformation)
    if (via) {
      this.#stage.phone[detours[via]](payload)
      return call
    }
    const lifetime = expiresInSeconds !== undefined && { expiresInSeconds }
    const { status, reason } = await this.#stage.push({ uuid: call.uuid, ...pushed, ...lifetime })
    if (status !== 200)
      throw new ScenarioStoppedError(`APNs refused the push: ${status} ${reason ?? 'without a reason'}`)
    return call
  }

  /** Gives up, hangs up, or is taken by another of the user's devices. */
  async ends(uuid: string, reason: CallEndedReason = 'remoteEnded'): Promise<void> {
    const backend = await this.#backend()
    backend.cancel(uuid, reason)
  }

  /** Picks up a call from the user. */
  async answers(uuid: string): Promise<void> {
    const backend = await this.#backend()
    backend.answer(uuid)
  }

  /**
   * Sends the accepted VoIP pushes of a capture to the app: the payloads byte for byte, in the original timing.
   *
   * @param file Path of the capture.
   * @throws {CaptureFormatError}
   * @throws ScenarioStoppedError when APNs refuses one.
   * @throws ScenarioNotApplicableError when there is none.
   */
  async replays(file: string): Promise<void> {
    await using capture = await readCaptureFile(file)
    const { sent } = await replay(capture, { to: this.#app(), clock: this.#clock })
    if (sent === 0) throw new ScenarioNotApplicableError(`${file} has no VoIP push that was accepted`)
  }

  #app(): ReplayTarget {
    return {
      needsToken: false,
      send: async (push) => {
        if (push.status !== 200 || !isVoIP(push)) return undefined
        const answer = await this.#stage.push({ payload: bodyOf(push), replayed: true })
        if (answer.status === 200) return answer
        throw new ScenarioStoppedError(
          `APNs refused push ${push.seq} of the capture: ${answer.status} ${answer.reason}`,
        )
      },
    }
  }

  #malformed(payload: Record<string, unknown>, call: DialledCall, malformation: string) {
    const malformed = malformBy(malformation, payload, call)
    if (malformed) return malformed
    throw new ScenarioNotApplicableError(`the app’s payload has no field in which it could be “${malformation}”`)
  }
}

function isVoIP(push: CapturedPush): boolean {
  return headerOf(push, 'apns-push-type') === 'voip' || headerOf(push, 'apns-topic')?.endsWith('.voip') === true
}

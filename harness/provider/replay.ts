import type { CapturedPush, CaptureHeader } from '../../mocks/apns/captures/capture.ts'
import type { Clock } from '../../mocks/clock/clock.ts'
import { ReplayTokenError } from './replay-token-error.ts'

/** What became of a push that was sent again. `status` is absent when no answer came. */
export interface ReplayAnswer {
  readonly status?: number
  readonly reason?: string
}

/** Where a capture is replayed to. */
export interface ReplayTarget {
  /** Whether pushes need the device token, which a redacted capture does not have. */
  readonly needsToken: boolean
  /** Sends one push again; `undefined` when there is nothing to be sent. */
  send(push: CapturedPush, token: string | undefined): Promise<ReplayAnswer | undefined>
}

/** How far a replay has come; each count is one of pushes. */
export interface ReplayProgress {
  readonly sent: number
  /** Answered with 200. */
  readonly accepted: number
  /** Answered with anything else. */
  readonly refused: number
  readonly unanswered: number
  /** Not sent, because the target has no use for them. */
  readonly leftOut: number
  /** Answered in another way than when they were captured. */
  readonly differing: number
}

/** A push that was answered in another way than when it was captured. */
export interface ReplayDifference {
  readonly seq: number
  readonly push: string
  readonly captured: ReplayAnswer
  readonly replayed: ReplayAnswer
}

export interface ReplayReport extends ReplayProgress {
  /** How often each answer came, such as `200`, `410 Unregistered` or `no answer`. */
  readonly answers: Readonly<Record<string, number>>
  /** The first hundred. */
  readonly differences: readonly ReplayDifference[]
}

export interface ReplayOptions {
  readonly to: ReplayTarget
  /** The device token to push to; the captured one unless given. */
  readonly token?: string | ((push: CapturedPush) => string)
  /** 1, the original timing, unless given; 10 takes a tenth of the time. `max` sends as fast as answers come. */
  readonly speed?: number | 'max'
  readonly clock: Clock
  /** Told after each push. */
  readonly onProgress?: (progress: ReplayProgress) => void
}

/** As many as APNs lets a client have under way. */
const UNDER_WAY = 1000

const DIFFERENCES = 100

/**
 * Sends the pushes of a capture again and compares the answers with those that they had.
 *
 * @throws {ReplayTokenError} When the target needs device tokens, and the capture has none.
 */
export async function replay(
  capture: { readonly header: CaptureHeader; readonly pushes: AsyncIterable<CapturedPush> },
  { to, token, speed = 1, clock, onProgress }: ReplayOptions,
): Promise<ReplayReport> {
  if (to.needsToken && capture.header.redacted && token === undefined) throw new ReplayTokenError()
  const tally = new Tally()
  const underWay = new Set<Promise<void>>()
  const failures: unknown[] = []
  let start: { readonly at: number; readonly now: number } | undefined

  const play = async (push: CapturedPush) => {
    // The socket is real, even where time is not.
    const release = clock.hold()
    try {
      tally.count(push, await to.send(push, typeof token === 'function' ? token(push) : token))
      onProgress?.(tally.progress())
    } catch (error) {
      failures.push(error)
    } finally {
      release()
    }
  }

  for await (const push of capture.pushes) {
    start ??= { at: push.at, now: clock.now() }
    const earlyMs = speed === 'max' ? 0 : start.now + (push.at - start.at) / speed - clock.now()
    if (earlyMs > 0) await clock.sleep(earlyMs)
    if (underWay.size >= UNDER_WAY) await Promise.race(underWay)
    if (failures.length > 0) break
    const playing: Promise<void> = play(push).finally(() => underWay.delete(playing))
    underWay.add(playing)
  }
  await Promise.all(underWay)
  if (failures.length > 0) throw failures[0]
  return tally.report()
}

class Tally {
  readonly #answers = new Map<string, number>()
  readonly #differences: ReplayDifference[] = []
  readonly #counts = { sent: 0, accepted: 0, refused: 0, unanswered: 0, leftOut: 0, differing: 0 }

  count(push: CapturedPush, answer: ReplayAnswer | undefined): void {
    const counts = this.#counts
    if (!answer) {
      counts.leftOut++
      return
    }
    const { status, reason } = answer
    counts.sent++
    if (status === undefined) counts.unanswered++
    else if (status === 200) counts.accepted++
    else counts.refused++
    const name = status === undefined ? 'no answer' : [status, reason].filter((part) => part !== undefined).join(' ')
    this.#answers.set(name, (this.#answers.get(name) ?? 0) + 1)
    const captured = answerIn(push)
    if (captured.status === status && captured.reason === reason) return
    counts.differing++
    if (this.#differences.length < DIFFERENCES)
      this.#differences.push({ seq: push.seq, push: push.push, captured, replayed: answer })
  }

  progress(): ReplayProgress {
    return { ...this.#counts }
  }

  report(): ReplayReport {
    return { ...this.#counts, answers: Object.fromEntries(this.#answers), differences: [...this.#differences] }
  }
}

/** A capture has the status 0 for a push that had no answer. */
function answerIn({ status, reason }: CapturedPush): ReplayAnswer {
  return { ...(status !== 0 && { status }), ...(reason !== undefined && { reason }) }
}

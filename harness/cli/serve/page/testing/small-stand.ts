import { randomUUID } from 'node:crypto'
import { BUNDLE, PhoneStand } from '../../../../../mocks/iphone/testing/phone-stand.ts'
import type { PushAnswer } from '../../../../provider/push-sender.ts'
import { articlePayload } from '../../../../provider/payloads.ts'
import { judge } from '../../../../rules/judge.ts'
import { limitsOf } from '../../../../rules/limits.ts'
import { Recorder } from '../../../../trace/recorder.ts'
import { Trace } from '../../../../trace/trace.ts'
import type { TraceEvent } from '../../../../trace/trace-event.ts'
import type { ConsolePush, ServedStand, StandFinding } from '../served-stand.ts'

/** A stand of one phone with a scripted app, whose pushes take no gateway. */
export class SmallStand implements ServedStand, AsyncDisposable {
  readonly templates = ['article', 'bare']
  readonly malformations = ['UUID absent']
  readonly recorder: Recorder
  readonly stand: PhoneStand
  /** What was pushed. */
  readonly pushed: Record<string, unknown>[] = []
  /** What the gateway answers. */
  answer: Omit<PushAnswer, 'push'> = { status: 200 }

  private constructor(stand: PhoneStand) {
    this.stand = stand
    this.recorder = new Recorder({
      clock: stand.clock,
      header: {
        target: 'virtual',
        release: stand.phone.release.version,
        app: BUNDLE,
        startedAt: '2026-01-01T00:00:00Z',
      },
    })
    this.recorder.listen(stand.phone.events)
  }

  static async open(): Promise<SmallStand> {
    return new SmallStand(await PhoneStand.open())
  }

  get phones() {
    return [this.stand.phone]
  }

  compose({ template, handle, malformation }: ConsolePush): Record<string, unknown> {
    if (template === 'bare') return { from: handle }
    const payload = articlePayload({ uuid: randomUUID(), identifier: handle })
    return malformation === undefined ? payload : { identifier: payload.identifier }
  }

  async push(_udid: string, payload: Record<string, unknown>): Promise<PushAnswer> {
    const push = randomUUID()
    this.pushed.push(payload)
    if (this.answer.status === 200) await this.stand.phone.deliver(BUNDLE, { push, payload, bytes: 100 })
    return { ...this.answer, push }
  }

  trace(): readonly TraceEvent[] {
    return this.recorder.events
  }

  subscribe(listener: (udid: string, event: TraceEvent) => void): () => void {
    return this.recorder.subscribe((event) => listener(this.stand.phone.udid, event))
  }

  findings(): StandFinding[] {
    const release = this.stand.phone.release.version
    const circumstances = { release, limits: limitsOf(release), answerPolicy: 'fulfill-at-once' } as const
    return judge(new Trace(this.recorder.events), circumstances).flatMap(({ rule, findings }) =>
      findings.filter(({ outcome }) => outcome !== 'pass').map((finding) => ({ ...finding, rule: rule.id })),
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stand[Symbol.asyncDispose]()
    this.recorder.close()
  }
}

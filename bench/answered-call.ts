import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadSubject } from '../harness/config/load-subject.ts'
import { play, type Played } from '../harness/scenario/play.ts'
import type { Scenario } from '../harness/scenario/scenario.ts'
import type { CallScreenChoice } from '../harness/targets/call-screen-choice.ts'
import type { TimeKind } from '../harness/targets/stage.ts'
import { VirtualTarget } from '../harness/targets/virtual-target.ts'

const reference = fileURLToPath(new URL('../fixtures/apps/reference', import.meta.url))

const scenario: Scenario = {
  id: 'bench/answered-call',
  suite: 'bench',
  title: 'an incoming call is answered and ended',
  rules: ['PUSH-REPORT-001', 'ANS-FULFILL-001', 'CALL-END-004'],
  needs: [],
  time: 'real',
  async body({ app, caller, user, rings, happens }) {
    await app.isIn('terminated')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('audio.io.start')
    await user.end()
    await happens('ui.dismissed', { uuid })
  },
}

/** Plays a whole call of the reference app: push, ring, answer, end. The traces are thrown away at disposal. */
export class AnsweredCall implements AsyncDisposable {
  readonly #target: VirtualTarget
  readonly #out: string

  private constructor(target: VirtualTarget, out: string) {
    this.#target = target
    this.#out = out
  }

  static async on(callScreen: CallScreenChoice): Promise<AnsweredCall> {
    const out = await mkdtemp(join(tmpdir(), 'callkit-conformance-bench-'))
    return new AnsweredCall(await VirtualTarget.start(callScreen), out)
  }

  /** @throws Error unless the app passes: a call cut short would be measured too quick. */
  async play(time: TimeKind): Promise<Played> {
    const subject = await loadSubject(reference)
    const played = await play(scenario, { subject, target: this.#target, release: '18.2', time, out: this.#out })
    const { verdict, message } = played.result
    if (verdict !== 'pass') throw new Error(`expected the reference app to pass; it came to ${verdict}: ${message}`)
    return played
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#target[Symbol.asyncDispose]()
    await rm(this.#out, { recursive: true, force: true })
  }
}

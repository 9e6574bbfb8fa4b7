import { setTimeout as delay } from 'node:timers/promises'
import { Emitter } from '../../../mocks/events/emitter.ts'
import type { PageDevice } from '../../../mocks/iphone/page/page-device.ts'
import { DEFAULT_LANGUAGE, type Language } from '../../../mocks/iphone/screen/labels.ts'
import type { PushAnswer } from '../../provider/push-sender.ts'
import type { Recorder } from '../../trace/recorder.ts'
import type { TraceEvent } from '../../trace/trace-event.ts'
import { AppNotReadyError } from '../app-not-ready-error.ts'
import { PushLine } from '../push-line.ts'
import type { Backstage, StagePush } from '../stage.ts'
import { VirtualBackstage } from '../virtual-backstage.ts'
import type { VirtualPhone } from '../virtual-phone.ts'
import { PhoneLife, type PhoneLifeOptions } from './phone-life.ts'
import { recentEvents } from './recent-events.ts'
import { StageError } from './stage-error.ts'
import { standIn } from './stand-in.ts'

/** A run takes the phone again within milliseconds; a person who is to find the app open does not mind the wait. */
const IDLE_MS = 1000

/** A player who has hung up a moment ago is heard of after the next one has come. */
const HANDOVER_MS = 1000

/** A phone that nobody plays on may stand for days. In so many events are some 40 calls, judged within 20 ms. */
const KEPT_EVENTS = 1000

/** How the phones of a slot are. */
export type PhoneSlotOptions = Omit<PhoneLifeOptions, 'ownGateway'>

/** A phone that a scenario has to itself, until it is given back. */
export interface TakenPhone extends AsyncDisposable {
  readonly backstage: Backstage
  /** Told everything that happens, until the phone has been given back. */
  readonly recorder: Recorder
}

/**
 * A served phone: a place with a UDID, in which there is a virtual iPhone with the app on it. Each scenario that takes it
 * finds a fresh one there, and so does everybody else afterwards.
 */
export class PhoneSlot implements AsyncDisposable {
  readonly udid: string
  readonly release: string
  readonly language: Language
  readonly bundleId: string
  /** The phone as WebDriverAgent and the pages see it, whichever there is. */
  readonly device: PageDevice
  /** Told when there is another phone. */
  readonly replaced = new Emitter<void>()
  /** Told what happens with the phone that there is; of a fresh one, all from its first event on. */
  readonly recorded = new Emitter<TraceEvent>()
  /** Told what keeps the app from being open on a phone that nobody has taken. */
  readonly troubles = new Emitter<AppNotReadyError>()
  readonly #options: PhoneSlotOptions
  /** Of this phone alone, so that a scenario sees no connection but its own. */
  readonly #line: PushLine
  readonly #closed = new AbortController()
  #life: PhoneLife
  /** Resolves when the phone has been given back; absent while nobody has it. */
  #taken: Promise<void> | undefined
  /** Never rejects: why a phone could not be given back is told to whoever had it. */
  #givingBack: Promise<void> = Promise.resolve()

  private constructor(options: PhoneSlotOptions, line: PushLine, life: PhoneLife) {
    this.udid = options.udid
    this.release = options.release
    this.language = options.language ?? DEFAULT_LANGUAGE
    this.bundleId = options.subject.config.bundleId
    this.#options = options
    this.#line = line
    this.#life = life
    this.#watch(life.recorder)
    const iphone = () => this.#life.phone.iphone
    this.device = {
      udid: options.udid,
      clock: options.clock,
      screen: standIn(() => iphone().screen),
      source: standIn(() => iphone().source),
      controls: standIn(() => iphone().controls),
      get events() {
        return iphone().events
      },
    }
  }

  static async open(options: PhoneSlotOptions): Promise<PhoneSlot> {
    const line = await PushLine.open()
    return new PhoneSlot(options, line, await PhoneLife.begin({ ...options, ownGateway: line.gateway }))
  }

  get phone(): VirtualPhone {
    return this.#life.phone
  }

  /** What has happened with the phone that there is now. */
  get recorder(): Recorder {
    return this.#life.recorder
  }

  /** The app's device token, hexadecimal; every phone in this place has the same. */
  get token(): string {
    return this.#life.phone.token
  }

  /** Sends a push to the app, through the gateway that everybody may push through. @throws {PushNotAnsweredError} */
  push(push: Pick<StagePush, 'payload' | 'uuid'>): Promise<PushAnswer> {
    return this.#options.provider.send({ token: this.token, topic: `${this.bundleId}.voip`, ...push })
  }

  /** Opens the app and leaves it in the background, so that it can be called. Tells {@link troubles} when it does not come up. */
  async openApp(): Promise<void> {
    const life = this.#life
    try {
      await life.phone.app.launch()
      life.phone.iphone.controls.home()
    } catch (error) {
      if (!(error instanceof AppNotReadyError)) throw error
      // An app that was ended because its phone was replaced has done nothing wrong.
      if (!life.isOver) this.troubles.emit(error)
    }
  }

  /** Puts a fresh phone in place for one scenario. @throws StageError `STAGE_TAKEN` while another has it. */
  async take(): Promise<TakenPhone> {
    await Promise.race([this.#taken, delay(HANDOVER_MS, undefined, { ref: false })])
    await this.#givingBack
    if (this.#taken)
      throw new StageError(
        'STAGE_TAKEN',
        `the phone ${this.udid} is being played on by another client; wait until it is done, or take another phone`,
      )
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#taken = promise
    const free = () => {
      this.#taken = undefined
      resolve()
    }
    await this.#replace().catch((error: unknown) => {
      free()
      throw error
    })
    const { phone, recorder } = this.#life
    const backstage = new VirtualBackstage({ phone, ...this.#line })
    const giveBack = async () => {
      try {
        await backstage[Symbol.asyncDispose]()
        await this.#replace()
      } finally {
        // Whoever comes next gets a fresh phone, whatever became of this one.
        free()
      }
      void this.#openAppWhenIdle()
    }
    return {
      backstage,
      recorder,
      [Symbol.asyncDispose]: () => {
        const givenBack = giveBack()
        this.#givingBack = givenBack.catch(() => {})
        return givenBack
      },
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort()
    await this.#givingBack
    await this.#life[Symbol.asyncDispose]()
    await Promise.all([this.#options.provider[Symbol.asyncDispose](), this.#line[Symbol.asyncDispose]()])
  }

  async #replace(): Promise<void> {
    await this.#life[Symbol.asyncDispose]()
    this.#life = await PhoneLife.begin({ ...this.#options, ownGateway: this.#line.gateway })
    this.replaced.emit()
    const { recorder } = this.#life
    for (const event of recorder.events) this.recorded.emit(event)
    this.#watch(recorder)
  }

  #watch(recorder: Recorder): void {
    recorder.subscribe((event) => {
      if (!this.#taken && recorder.events.length > 2 * KEPT_EVENTS)
        recorder.keep(recentEvents(recorder.events, KEPT_EVENTS))
      this.recorded.emit(event)
    })
  }

  async #openAppWhenIdle(): Promise<void> {
    const life = this.#life
    await delay(IDLE_MS, undefined, { signal: this.#closed.signal }).catch(() => {})
    if (!life.isOver && !this.#closed.signal.aborted) await this.openApp()
  }
}

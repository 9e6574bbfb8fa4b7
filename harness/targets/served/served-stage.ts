import { fault as faultSchema, FaultError, type FaultInput } from '../../../mocks/apns/index.ts'
import type { MediaPlan } from '../../../mocks/signalling/index.ts'
import type { CallScreen } from '../../callscreen/call-screen.ts'
import type { PushAnswer } from '../../provider/push-sender.ts'
import { AppNotReadyError } from '../app-not-ready-error.ts'
import { REGISTRATION_TIMEOUT_MS } from '../stage-app.ts'
import type { Stage, StageApp, StageBackend, StageFault, StageOptions, StagePhone, StagePush } from '../stage.ts'
import { pushAnswer, type Mirror } from './messages.ts'
import { StageError } from './stage-error.ts'
import { StageLink } from './stage-link.ts'

export interface ServedStageOptions extends StageOptions {
  /** Of the phone's stage, such as `ws://phones.example:4700/phone/virtual-1/stage`. */
  readonly url: string
  /** The call screen of the same phone. It is not closed with the stage. */
  readonly callScreen: CallScreen
}

/**
 * A stage on a phone that another process serves, maybe on another machine. Its events are on our clock, by an offset that
 * is common to all of them: what lies between two of them is as exact as in the phone's own trace. Only what the harness
 * notes itself, the steps and the end of a scenario, is placed to within half a round trip of the network.
 */
export class ServedStage implements Stage {
  readonly udid: string
  readonly callScreen: CallScreen
  readonly backend: StageBackend
  readonly app: StageApp
  readonly phone: StagePhone
  readonly #link: StageLink
  #faults = 0

  private constructor(options: ServedStageOptions, link: StageLink, udid: string, mirror: () => Mirror) {
    const tell = (part: 'app' | 'backend' | 'phone') => (command: string, args: readonly unknown[]) =>
      link.tell({ type: 'tell', part, command, args: [...args] })
    this.#link = link
    this.udid = udid
    this.callScreen = inStep(options.callScreen, () => link.ask({ type: 'sync' }))
    this.backend = servedBackend(link, tell('backend'), mirror)
    this.app = servedApp(options, link, tell('app'), mirror)
    this.phone = servedPhone(tell('phone'))
  }

  /** @throws StageError when the phone is not there, not free, or has another app or release. */
  static async open(options: ServedStageOptions): Promise<ServedStage> {
    const { url, subject, release, clock, recorder } = options
    let mirror: Mirror = { appState: 'terminated', backendIsUsed: false }
    const { link, udid } = await StageLink.open({
      url,
      release,
      clock,
      bundleId: subject.config.bundleId,
      event: (happening, stamp) => void recorder.record(happening, stamp),
      mirror: (now) => (mirror = now),
    })
    return new ServedStage(options, link, udid, () => mirror)
  }

  async push({ payload, ...push }: StagePush): Promise<PushAnswer> {
    const carried =
      payload instanceof Uint8Array ? { base64: Buffer.from(payload).toString('base64') } : { json: payload }
    return pushAnswer.parse(await this.#link.ask({ type: 'push', push: { ...push, payload: carried } }))
  }

  fault(input: FaultInput): StageFault {
    const parsed = faultSchema.safeParse(input)
    if (!parsed.success) throw new FaultError(parsed.error)
    const number = ++this.#faults
    this.#link.tell({ type: 'fault', number, fault: parsed.data })
    return { fault: parsed.data, remove: () => this.#link.tell({ type: 'unfault', number }) }
  }

  /** Gives the phone back. @throws StageError when the stage was lost, or a command failed, while it was played on. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#link.close()
  }
}

type Tell = (command: string, args: readonly unknown[]) => void

function servedBackend(link: StageLink, tell: Tell, mirror: () => Mirror): StageBackend {
  let media: MediaPlan = { delayMs: 0, outcome: 'ready' }
  return {
    answer: (...args) => tell('answer', args),
    cancel: (...args) => tell('cancel', args),
    dial: (...args) => tell('dial', args),
    dropConnections: (...args) => tell('dropConnections', args),
    script: (...args) => tell('script', args),
    get isUsed() {
      return mirror().backendIsUsed
    },
    get media() {
      return media
    },
    set media(plan) {
      media = plan
      link.tell({ type: 'media', media })
    },
  }
}

function servedApp(
  { subject, recorder }: ServedStageOptions,
  link: StageLink,
  tell: Tell,
  mirror: () => Mirror,
): StageApp {
  return {
    get state() {
      return mirror().appState
    },
    async launch() {
      try {
        await link.ask({ type: 'launch' })
      } catch (error) {
        if (!(error instanceof StageError) || error.cause !== 'APP_NOT_READY') throw error
        throw new AppNotReadyError(subject.name, recorder.events, REGISTRATION_TIMEOUT_MS)
      }
    },
    suspend: () => tell('suspend', []),
    resume: () => tell('resume', []),
    async terminate() {
      await link.ask({ type: 'terminate' })
    },
  }
}

/** Whatever a phone can be told, now or some day, is a command that returns nothing. */
function servedPhone(tell: Tell): StagePhone {
  return new Proxy<StagePhone>(Object.create(null), {
    get: (_nobody, command) => (typeof command === 'string' ? (...args: unknown[]) => tell(command, args) : undefined),
  })
}

/**
 * A call screen that keeps step with what the phone is told by another way: before each command all that was told has
 * been carried out, and after it all that came of it is known here.
 */
function inStep(callScreen: CallScreen, sync: () => Promise<unknown>): CallScreen {
  return new Proxy(callScreen, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target)
      if (typeof value !== 'function') return value
      return async (...args: unknown[]) => {
        await sync()
        const result: unknown = await Reflect.apply(value, target, args)
        await sync()
        return result
      }
    },
  })
}

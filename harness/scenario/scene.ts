import { explainFault, type FaultInput } from '../../mocks/apns/index.ts'
import { ClockTimeoutError, type Clock } from '../../mocks/clock/clock.ts'
import type { CallScreen } from '../callscreen/call-screen.ts'
import type { Subject } from '../config/load-subject.ts'
import { articlePayload, type PayloadTemplate } from '../provider/payloads.ts'
import type { Stage, StageBackend, StageFault } from '../targets/stage.ts'
import type { EventName } from '../trace/events.ts'
import type { Recorder } from '../trace/recorder.ts'
import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import { owesSomething } from './open-duties.ts'
import { ScenarioNotApplicableError } from './scenario-not-applicable-error.ts'
import { SceneApp } from './scene-app.ts'
import { SceneCaller } from './scene-caller.ts'
import { ScenePhone } from './scene-phone.ts'
import { ScenarioStoppedError } from './scenario-stopped-error.ts'

/**
 * Milliseconds. On virtual time, where waiting is free, longer than the minute that an answer may stay open. On real
 * time nothing takes that long in an app that works; one that still owes something is given until its deadline.
 */
const WAIT_MS = { real: 3000, virtual: 70_000 } as const

/** Longer than the report window and the deadline of most actions, so that what comes of missing them is seen. */
const DUTY_MS = 10_000

/** So long an app that has just been opened may need to tell its server where pushes go. */
const REGISTRATION_MS = 1000

/** What a server of the app's own may take to be told something that others see of the backend that the phone brings. */
const OWN_SERVER_MS = 1000

/** What the backend that the phone brings sees of an app. */
type ServerEventName = Extract<EventName, `server.${string}` | `media.${string}`>

export interface SceneOptions {
  readonly subject: Subject
  readonly stage: Stage
  readonly recorder: Recorder
  readonly clock: Clock
}

/**
 * What a scenario's body is given: the app, the person who calls, the user with the phone in hand, and the time.
 *
 * @example
 * async ({ app, caller, user, happens }) => {
 *   await app.isIn('background')
 *   const call = await caller.calls()
 *   await user.waitForIncoming()
 *   await user.answer()
 *   await happens('didActivate')
 * }
 */
export class Scene {
  readonly app: SceneApp
  /** The person at the other end, and the backend that sends their pushes. */
  readonly caller: SceneCaller
  /** The user's finger on the call screen. */
  readonly user: CallScreen
  /** What else happens to the phone. */
  readonly phone: ScenePhone
  readonly #options: SceneOptions

  constructor(options: SceneOptions) {
    const { stage, subject } = options
    const { payload = announcement, extensionPayload = payload } = subject.config
    this.#options = options
    this.app = new SceneApp(stage, subject.config, options.recorder, () => this.#settled())
    this.caller = new SceneCaller(stage, options.clock, { payload, extensionPayload }, () => this.#heardBackend())
    this.user = stage.callScreen
    this.phone = new ScenePhone(stage.phone, this.step)
  }

  /**
   * Scripts delays and failures of the backend that the phone brings.
   *
   * @throws ScenarioNotApplicableError for an app with a server of its own.
   */
  get backend(): StageBackend {
    const { stage, subject } = this.#options
    if (!subject.config.ownServer) return stage.backend
    throw new ScenarioNotApplicableError(
      'the app declares that it talks to a server of its own (ownServer), which the scenario would have to play',
    )
  }

  /** Names what comes next, in the trace and in reports. */
  step = (title: string): void => {
    this.#options.recorder.record({ name: 'scenario.step', title })
  }

  /**
   * Waits for an event, or finds it where it has happened already.
   *
   * @param fields What the event has to say, such as `{ uuid }`.
   * @throws ScenarioStoppedError when it does not come in time, or the app is gone before it.
   */
  happens = async <Name extends EventName>(
    name: Name,
    fields: Partial<EventNamed<Name>> = {},
    timeoutMs: number = WAIT_MS[this.#options.clock.kind],
  ): Promise<EventNamed<Name>> => {
    const { recorder } = this.#options
    const find = () => this.happened(name, fields)
    const gone = () => recorder.events.findLast((event) => event.name === 'app.terminate' && !isStimulus(event))
    const over = () => find() !== undefined || gone() !== undefined
    if (!(await this.#within(timeoutMs, over)) && owesSomething(recorder.events))
      await this.#within(DUTY_MS - timeoutMs, () => over() || !owesSomething(recorder.events))
    const found = find()
    if (found) return found
    const what = `“${name}”${describe(fields)}`
    const end = gone()
    throw new ScenarioStoppedError(
      end?.name === 'app.terminate'
        ? `waited for ${what}, but the app was gone: ${end.code}, ${end.reason}`
        : `waited for ${what}, which did not come`,
    )
  }

  /** The first event of the kind so far, if there is one. */
  happened = <Name extends EventName>(
    name: Name,
    fields: Partial<EventNamed<Name>> = {},
  ): EventNamed<Name> | undefined =>
    this.#options.recorder.events.find((event): event is EventNamed<Name> => event.name === name && has(event, fields))

  /** Waits until the call screen shows a call. */
  rings = async (uuid?: string): Promise<void> => {
    await this.happens('ui.shown', uuid === undefined ? {} : { uuid })
    await this.user.waitForIncoming()
  }

  /** Waits until the app's server has been told or asked something. Nobody sees that of a server of the app's own. */
  serverHears = async <Name extends ServerEventName>(name: Name, fields: Partial<EventNamed<Name>>): Promise<void> => {
    const { subject, clock } = this.#options
    if (subject.config.ownServer) await clock.sleep(OWN_SERVER_MS)
    else await this.happens(name, fields)
  }

  /** Waits until the app has told its server that a call is over, in either of the ways there are. */
  hungUp = async (uuid: string): Promise<void> => {
    // An app that talks to a server of its own tells nobody who could be asked.
    if (!(await this.#usesBackend())) return
    const done = () =>
      this.#options.recorder.events.some(
        (event) => (event.name === 'server.hangup' || event.name === 'server.decline') && event.uuid === uuid,
      )
    if (!(await this.#within(WAIT_MS[this.#options.clock.kind], done)))
      throw new ScenarioStoppedError('waited for the app to tell its server that the call is over, which it did not')
  }

  /** Lets so many milliseconds pass. */
  elapse = (ms: number): Promise<void> => this.#options.clock.sleep(ms)

  /**
   * Lets something go wrong with the app's pushes: `{ fault: 'late', ms: 20_000 }`, `{ fault: 'duplicated' }`, …
   *
   * @throws {FaultError}
   */
  fault = (fault: FaultInput): StageFault => {
    const scripted = this.#options.stage.fault(fault)
    this.step(`from now on the gateway ${explainFault(scripted.fault)}`)
    return scripted
  }

  /** The backend that the app listens to. One that was started a moment ago may not have come to it yet. */
  async #heardBackend(): Promise<StageBackend> {
    const { backend } = this
    if (await this.#usesBackend()) return backend
    throw new ScenarioNotApplicableError(
      'the app has never spoken to the backend at CALLKIT_BACKEND, which would tell it of the other side; ' +
        'if it has a server of its own, declare that in callkit.config.ts: ownServer: true',
    )
  }

  async #usesBackend(): Promise<boolean> {
    const { stage, subject } = this.#options
    return !subject.config.ownServer && (await this.#within(WAIT_MS.real, () => stage.backend.isUsed))
  }

  /** Waits until the app has registered at the backend, unless it takes its time over that or never does. */
  async #settled(): Promise<void> {
    const { recorder } = this.#options
    if (await this.#usesBackend())
      await this.#within(REGISTRATION_MS, () => recorder.events.some(({ name }) => name === 'server.register'))
  }

  /** @returns whether the condition came about in time. */
  async #within(timeoutMs: number, condition: () => boolean): Promise<boolean> {
    try {
      await this.#options.clock.until(condition, timeoutMs, 'an event')
      return true
    } catch (error) {
      if (error instanceof ClockTimeoutError) return false
      throw error
    }
  }
}

/** The payload of an app that declares none of its own. */
const announcement: PayloadTemplate = ({ uuid, handle }) => articlePayload({ uuid, identifier: handle })

/** Ends that a scenario brings about itself: after them the app is expected to come back. */
function isStimulus({ by, code }: EventNamed<'app.terminate'>): boolean {
  return by === 'user' || code === 'jetsam' || code === 'reboot'
}

function has(event: TraceEvent, fields: object): boolean {
  return Object.entries(fields).every(([key, value]) => Reflect.get(event, key) === value)
}

function describe(fields: object): string {
  const parts = Object.entries(fields).map(([key, value]) => `${key} ${String(value)}`)
  return parts.length > 0 ? ` with ${parts.join(', ')}` : ''
}

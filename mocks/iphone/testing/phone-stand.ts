import { VirtualClock } from '../../clock/virtual-clock.ts'
import type { PhoneEvent } from '../events.ts'
import type { ActionMessage } from '../link/messages.ts'
import { VirtualIphone, type VirtualIphoneOptions } from '../virtual-iphone.ts'
import { ScriptedApp } from './scripted-app.ts'

export const BUNDLE = 'com.example.scripted'
export const OTHER_BUNDLE = 'com.example.other'
export const CALL = '11111111-1111-4111-8111-111111111111'
export const OTHER_CALL = '22222222-2222-4222-8222-222222222222'
export const THIRD_CALL = '33333333-3333-4333-8333-333333333333'
export const PROVIDER = 'provider'

type Told<Name extends PhoneEvent['name']> = Extract<PhoneEvent, { name: Name }> & { readonly at: number }

type PhoneStandOptions = Omit<VirtualIphoneOptions, 'clock' | 'udid'>

/** A phone on virtual time with two scripted apps on it, of which the first is open in the background. */
export class PhoneStand implements AsyncDisposable {
  readonly clock: VirtualClock
  readonly phone: VirtualIphone
  readonly app: ScriptedApp
  readonly other: ScriptedApp
  readonly events: (PhoneEvent & { readonly at: number })[] = []

  private constructor(clock: VirtualClock, options: PhoneStandOptions) {
    this.clock = clock
    this.phone = VirtualIphone.boot({ ...options, clock, udid: 'stand' })
    this.app = new ScriptedApp(clock)
    this.other = new ScriptedApp(clock)
    this.phone.events.subscribe((event, stamp) =>
      this.events.push({ ...event, at: stamp?.at ?? this.clock.now() } as PhoneEvent & { at: number }),
    )
    for (const [bundleId, host] of [
      [BUNDLE, this.app],
      [OTHER_BUNDLE, this.other],
    ] as const) {
      this.phone.install({ bundleId, displayName: bundleId, urlSchemes: [bundleId], environment: {}, host })
      host.start = () => {
        host.say({
          type: 'CXProvider.init',
          provider: PROVIDER,
          maximumCallGroups: 2,
          maximumCallsPerCallGroup: 5,
          supportsAudioTranslation: true,
        })
        host.say({ type: 'PKPushRegistry.desiredPushTypes', pushTypes: ['PKPushTypeVoIP'] })
      }
    }
  }

  static async open(clock = new VirtualClock(), options: PhoneStandOptions = {}): Promise<PhoneStand> {
    const stand = new PhoneStand(clock, options)
    await stand.inBackground(BUNDLE)
    return stand
  }

  /** With a call that rings. */
  static async ringing(options: PhoneStandOptions = {}): Promise<PhoneStand> {
    const stand = await PhoneStand.open(new VirtualClock(), options)
    await stand.report()
    return stand
  }

  /** With a call that the user has answered and the app has connected. */
  static async connected(options: PhoneStandOptions = {}): Promise<PhoneStand> {
    const stand = await PhoneStand.ringing(options)
    stand.phone.controls.answer(CALL)
    await stand.complete('fulfill')
    return stand
  }

  /** With two calls that are answered, the first of them on hold. */
  static async twoConnected(options: PhoneStandOptions = {}): Promise<PhoneStand> {
    const stand = await PhoneStand.connected(options)
    await stand.report(OTHER_CALL)
    stand.phone.controls.holdAndAccept(OTHER_CALL)
    await stand.completeAll('fulfill')
    return stand
  }

  async inBackground(bundleId: string): Promise<void> {
    await this.phone.controls.activate(bundleId)
    this.phone.controls.home()
    await this.clock.settle()
  }

  /** A push arrives, and the app takes note of it. */
  async push(push: string, bundleId = BUNDLE): Promise<void> {
    await this.phone.deliver(bundleId, { push, payload: { UUID: CALL }, bytes: 20 })
    await this.clock.settle()
  }

  /** The app reports an incoming call, and the phone answers. */
  async report(uuid = CALL, app = this.app, handle = '+15550100'): Promise<void> {
    app.say({
      type: 'CXProvider.reportNewIncomingCall',
      provider: PROVIDER,
      request: `report ${uuid}`,
      uuid,
      update: { remoteHandle: { type: 'phoneNumber', value: handle } },
    })
    await this.clock.settle()
  }

  /** The app completes the action that it was handed last. @returns the action's id. */
  async complete(how: 'fulfill' | 'fail', app = this.app): Promise<string> {
    await this.clock.settle()
    const action = app.last('provider.execute').actions.at(-1)?.action ?? 'none'
    app.say({ type: `CXAction.${how}`, action })
    await this.clock.settle()
    return action
  }

  /** The app completes all that it was handed and has not completed, what comes of that included. */
  async completeAll(how: 'fulfill' | 'fail', app = this.app): Promise<void> {
    const done = new Set(
      this.events.flatMap((event) => ('action' in event && event.name !== 'perform' ? [event.action] : [])),
    )
    for (;;) {
      await this.clock.settle()
      const open = app.handed.filter(({ action }) => !done.has(action))
      if (open.length === 0) return
      for (const { action } of open) {
        done.add(action)
        app.say({ type: `CXAction.${how}`, action })
      }
    }
  }

  /** The app asks for a transaction. */
  async request(...actions: Omit<ActionMessage, 'action'>[]): Promise<void> {
    const identified = actions.map((each) => ({ ...each, action: `${each.type} ${each.uuid}` }))
    this.app.say({ type: 'CXCallController.request', request: 'request', actions: identified })
    await this.clock.settle()
  }

  /** What the screen can show: each call's UUID and state. */
  get shown(): [uuid: string, state: string][] {
    return this.phone.source.calls.map(({ uuid, state }) => [uuid, state])
  }

  /** What has happened by a name, with the times at which it did. */
  all<Name extends PhoneEvent['name']>(name: Name): Told<Name>[] {
    return this.events.filter((event): event is Told<Name> => event.name === name)
  }

  /** @throws Error when no such event has happened. */
  last<Name extends PhoneEvent['name']>(name: Name): Told<Name> {
    const last = this.all(name).at(-1)
    if (!last) throw new Error(`no ${name} happened, but ${this.events.map((event) => event.name).join(', ')}`)
    return last
  }

  get state() {
    return this.phone.app(BUNDLE).state
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.phone[Symbol.asyncDispose]()
  }
}

import type { Clock, Timer } from '../../clock/clock.ts'
import { redactPayload, redactToken } from '../../events/redact.ts'
import type { App } from '../apps/app.ts'
import type { Exemption, PhoneEvent } from '../events.ts'
import { has, since, type Release } from '../releases.ts'
import { exemptionOf } from './exemption.ts'
import { MissedReports } from './missed-reports.ts'
import { PushTokens } from './push-tokens.ts'
import { ReportWatch, type MissedReport } from './report-watch.ts'

/** The exception that PushKit raises in an app whose delegate returned without a report, and by its assertions. */
const INTERNAL_INCONSISTENCY = 'NSInternalInconsistencyException'

/** The termination code of an app that callservicesd kills: "bad call". */
const MISSED_REPORT_CODE = '0xBAADCA11'

/** PushKit's assertion in an app that wants VoIP pushes and could not report a call (tier D). */
const CALLKIT_NOT_LINKED = {
  by: 'app',
  code: INTERNAL_INCONSISTENCY,
  reason: 'PushKit apps that use VoIP push must link the CallKit framework.',
} as const

const NO_LOCAL_PUSH = `there is no Local Push Connectivity before iOS ${since('localPushConnectivity')}`

const VOIP = 'PKPushTypeVoIP'

/** A VoIP push on its way to this phone. */
export interface IncomingPush {
  /** Its `apns-id`. */
  readonly push: string
  readonly payload: unknown
  /** Size of the payload as it was sent. */
  readonly bytes: number
  /** When the push service took it, in milliseconds on the phone's clock; now unless given. */
  readonly acceptedAt?: number
  /**
   * It comes over Local Push Connectivity, from the app's own extension in a network without internet, and goes to an
   * `NEAppPushManager` with the same duty to report.
   */
  readonly local?: true
}

export interface PushServicePorts {
  readonly clock: Clock
  readonly release: Release
  readonly udid: string
  emit(event: PhoneEvent): void
  /** Whether the app has a call that has not ended. */
  hasCall(bundleId: string): boolean
  /** An app wants VoIP pushes: tell whoever sends them. */
  registered(bundleId: string, token: string): void
  /** A token is no longer good, or its app wants no VoIP pushes any more. */
  unregistered(bundleId: string, token: string): void
}

interface Duty {
  readonly watch: ReportWatch
  readonly missed: MissedReports
  /** Ends the run time that the latest push, or call, guarantees. */
  assertion?: Timer
}

/** VoIP pushes on the phone: tokens, delivery, the duty to report a call for each, and the penalty. */
export class PushService {
  readonly #ports: PushServicePorts
  readonly #tokens: PushTokens
  readonly #duties = new Map<App, Duty>()
  /** Apps whose process has asked for VoIP pushes. */
  readonly #asking = new Set<App>()

  constructor(ports: PushServicePorts) {
    this.#ports = ports
    this.#tokens = new PushTokens(ports.udid)
  }

  /** The device token of an app on this phone: hexadecimal, the same at every launch until it is invalidated. */
  token(bundleId: string): string {
    return this.#tokens.of(bundleId)
  }

  /** The app has set its push registry's `desiredPushTypes`. */
  desire(app: App, pushTypes: readonly string[]): void {
    const { bundleId } = app
    if (!pushTypes.includes(VOIP)) {
      this.#asking.delete(app)
      if (this.#tokens.withdraw(bundleId)) this.#ports.unregistered(bundleId, this.token(bundleId))
      return
    }
    if (app.bundle.lacks?.has('callKitFramework')) return void app.terminate(CALLKIT_NOT_LINKED)
    if (app.bundle.lacks?.has('apsEnvironment')) return
    this.#asking.add(app)
    this.#issue(app)
  }

  /** An app's token is good no longer. It gets another one when it asks for pushes again. @returns whether it had one. */
  invalidate(app: App): boolean {
    const { bundleId } = app
    const token = this.token(bundleId)
    if (!this.#tokens.invalidate(bundleId)) return false
    this.#ports.unregistered(bundleId, token)
    this.#ports.emit({ name: 'pk.tokenInvalidated', bundleId })
    app.send({ type: 'pushRegistry.didInvalidate', pushType: VOIP })
    return true
  }

  /**
   * An app's token is good no longer, and another one takes its place: an app that has asked for pushes since it was launched
   * is given it at once, any other when it asks. PushKit tells an app of every new token (tier A), and nobody of when one is
   * due. @returns whether it had one.
   */
  replace(app: App): boolean {
    const { bundleId } = app
    const former = this.token(bundleId)
    if (!this.#tokens.invalidate(bundleId)) return false
    this.#ports.unregistered(bundleId, former)
    if (this.#asking.has(app)) this.#issue(app)
    return true
  }

  /** Hands a push to the app, launching or waking it first where the system still does that for it. */
  async deliver(app: App, incoming: IncomingPush): Promise<void> {
    const { push, payload, bytes, local } = incoming
    const { emit, release } = this.#ports
    const { bundleId } = app
    if (local && !has(release, 'localPushConnectivity'))
      return emit({ name: 'sys.undeliverable', push, bundleId, reason: NO_LOCAL_PUSH })
    const duty = this.#duty(app)
    if (app.state === 'terminated' && duty.missed.isTooMany)
      return emit({ name: 'sys.blocked', push, bundleId, missedReports: duty.missed.count })
    // Another push, or the user, may be launching the app at this moment.
    await app.launch('push')
    if (!app.isOpen) return emit({ name: 'sys.undeliverable', push, bundleId, reason: 'the app did not start' })
    if (app.state === 'suspended') app.enter('background')
    const exemption = this.#exemption(app, duty, incoming)
    const mustReport = exemption === undefined
    const metadata = has(release, 'pushMetadata') ? { metadata: { mustReport } } : {}
    emit({
      name: 'sys.deliver',
      push,
      bundleId,
      bytes,
      state: app.state,
      mustReport,
      ...(exemption && { exemption }),
      ...(local && { local }),
      payload: redactPayload(payload),
    })
    if (app.bundle.build?.unrestrictedPushToTalk) emit({ name: 'sys.pushToTalk', push, bundleId })
    if (local) app.send({ type: 'NEAppPushManager.didReceiveIncomingCall', push, userInfo: payload })
    else app.send({ type: 'pushRegistry.didReceiveIncomingPush', push, pushType: VOIP, payload, ...metadata })
    if (mustReport) duty.watch.delivered(push)
    this.#keepRunning(app, this.#assertionMs)
  }

  delegateReturned(app: App, push: string): void {
    this.#duty(app).watch.returned(push)
  }

  reported(app: App): void {
    this.#duty(app).watch.reported()
  }

  /** Within the app's process PushKit has heard of a report, and callservicesd has not. */
  reportNoted(app: App): void {
    this.#duty(app).watch.noted()
  }

  /**
   * The app's process is gone. Crashing with an unreported push counts as missing its report. Being ended by the user or
   * for memory does not: an app can do nothing about that (tier F, unverified on hardware).
   */
  appDied(app: App, by: 'app' | 'system' | 'user'): void {
    this.#asking.delete(app)
    const duty = this.#duty(app)
    if (by === 'app' && duty.watch.isOutstanding) this.#count(app)
    duty.watch.stop()
    duty.assertion?.cancel()
  }

  /** A call of the app has ended. Without another one the app gets a little more time to run, and no more. */
  callEnded(app: App): void {
    const { release, hasCall } = this.#ports
    if (!hasCall(app.bundleId)) this.#keepRunning(app, release.figures.runTimeAfterCall.value)
  }

  /** How many missed reports count against the app. */
  missedReports(app: App): number {
    return this.#duty(app).missed.count
  }

  #issue(app: App): void {
    const { bundleId } = app
    const token = this.token(bundleId)
    this.#tokens.issue(bundleId)
    this.#ports.registered(bundleId, token)
    this.#ports.emit({ name: 'pk.token', bundleId, token: redactToken(token) })
    app.send({ type: 'pushRegistry.didUpdate', pushType: VOIP, token })
  }

  get #assertionMs(): number {
    const { figures, switches } = this.#ports.release
    return (switches.strictEnforcement.value ? figures.processAssertion : figures.relaxedReportWindow).value
  }

  /** Counts a missed report, which developers are shown. */
  #count(app: App): void {
    const { missed } = this.#duty(app)
    const wasTooMany = missed.isTooMany
    missed.add()
    const { bundleId, bundle } = app
    if (!has(this.#ports.release, 'developerAlerts') || bundle.build?.distribution === 'appStore') return
    this.#ports.emit({ name: 'sys.developerAlert', bundleId, about: 'missedReport' })
    if (missed.isTooMany && !wasTooMany)
      this.#ports.emit({ name: 'sys.developerAlert', bundleId, about: 'deliveryStopped' })
  }

  #exemption(app: App, { watch }: Duty, { acceptedAt }: IncomingPush): Exemption | undefined {
    const { clock, release, hasCall } = this.#ports
    return exemptionOf({
      app,
      release,
      hasCall: hasCall(app.bundleId),
      isOutstanding: watch.isOutstanding,
      ageMs: acceptedAt === undefined ? undefined : clock.now() - acceptedAt,
    })
  }

  #keepRunning(app: App, ms: number): void {
    const duty = this.#duty(app)
    duty.assertion?.cancel()
    duty.assertion = this.#ports.clock.setTimeout(() => this.#assertionOver(app), ms)
  }

  /** The guaranteed run time is over: without a call, an app in the background sleeps. */
  #assertionOver(app: App): void {
    if (app.state === 'background' && !this.#ports.hasCall(app.bundleId)) app.enter('suspended')
  }

  #missed(app: App, missed: MissedReport): void {
    this.#count(app)
    const { bundleId } = app
    if (missed.check === 'delegateReturn') {
      app.terminate({
        by: 'system',
        code: INTERNAL_INCONSISTENCY,
        reason: 'PushKit: the delegate returned from a VoIP push without having reported an incoming call',
      })
      return
    }
    const reason = `no incoming call was reported within ${missed.waitedMs} ms of a VoIP push`
    this.#ports.emit({ name: 'sys.kill', bundleId, code: MISSED_REPORT_CODE, reason, push: missed.push })
    app.terminate({ by: 'system', code: MISSED_REPORT_CODE, reason })
  }

  #duty(app: App): Duty {
    let duty = this.#duties.get(app)
    if (!duty) {
      const { clock, release } = this.#ports
      duty = {
        watch: new ReportWatch(clock, release, (missed) => this.#missed(app, missed)),
        missed: new MissedReports(clock, release),
      }
      this.#duties.set(app, duty)
    }
    return duty
  }
}

import type { App } from '../apps/app.ts'
import type { Exemption } from '../events.ts'
import { has, isAtLeast, type Release } from '../releases.ts'

/** The SDK with which the unrestricted push-to-talk entitlement exempts nobody any more (Apple DTS, tier B). */
const SDK_WITHOUT_PUSH_TO_TALK = '26.0'

/** What there is to know when a push is delivered. */
export interface DeliverySituation {
  readonly app: App
  readonly release: Release
  readonly hasCall: boolean
  /** Another push still waits for its report. */
  readonly isOutstanding: boolean
  /** How long the push was on its way, in milliseconds; undefined where nobody knows. */
  readonly ageMs: number | undefined
}

/** Why the system demands no report for a push; undefined when it does. */
export function exemptionOf(situation: DeliverySituation): Exemption | undefined {
  const { app, hasCall, isOutstanding } = situation
  if (app.state === 'foreground') return 'foreground'
  if (hasCall) return 'activeCall'
  if (isOutstanding) return 'outstandingPush'
  if (isPushToTalk(app)) return 'pushToTalk'
  return isLate(situation) ? 'latePush' : undefined
}

function isPushToTalk({ bundle: { build } }: App): boolean {
  const { unrestrictedPushToTalk = false, sdk = SDK_WITHOUT_PUSH_TO_TALK } = build ?? {}
  return unrestrictedPushToTalk && !isAtLeast(sdk, SDK_WITHOUT_PUSH_TO_TALK)
}

function isLate({ release, ageMs }: DeliverySituation): boolean {
  const { figures, switches } = release
  if (!has(release, 'pushMetadata') || !switches.exemptsLatePushes.value) return false
  return ageMs !== undefined && ageMs >= figures.latePush.value
}

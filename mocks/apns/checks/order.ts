import { schemeIsLowerCase, senderIsAuthenticated } from './authentication.ts'
import type { Check } from './check.ts'
import { deviceIsForTopic, deviceIsKnown, deviceIsNotFlooded, deviceIsRegistered } from './device.ts'
import {
  collapseIdIsShort,
  expirationIsAhead,
  expirationIsDate,
  headersAreUnique,
  idIsLowerCase,
  idIsUUID,
  priorityFitsPushType,
  priorityIsKnown,
  pushTypeFitsSender,
  pushTypeIsKnown,
} from './headers.ts'
import { payloadIsDictionary, payloadIsPresent, payloadIsSmallEnough } from './payload.ts'
import { gatewayIsAvailable, methodIsPost, pathIsDevice } from './routing.ts'
import {
  pushTypeFitsTopic,
  topicIsAllowed,
  topicIsForKey,
  topicIsPresent,
  topicIsWellFormed,
  topicWasThere,
} from './topic.ts'

/**
 * Every check of a device push, in the order in which they are made: the first that fails gives the answer.
 *
 * That the method comes before the sender and the path was observed on APNs (pushy#736: an unauthenticated `GET /` is
 * answered MethodNotAllowed); the rest of the order is unverified.
 */
export const deviceChecks = {
  gatewayIsAvailable,
  methodIsPost,
  pathIsDevice,
  senderIsAuthenticated,
  schemeIsLowerCase,
  headersAreUnique,
  idIsUUID,
  idIsLowerCase,
  expirationIsDate,
  expirationIsAhead,
  priorityIsKnown,
  collapseIdIsShort,
  pushTypeIsKnown,
  pushTypeFitsSender,
  priorityFitsPushType,
  payloadIsPresent,
  payloadIsSmallEnough,
  payloadIsDictionary,
  topicIsPresent,
  topicIsWellFormed,
  topicIsAllowed,
  topicIsForKey,
  topicWasThere,
  deviceIsKnown,
  deviceIsForTopic,
  pushTypeFitsTopic,
  deviceIsRegistered,
  deviceIsNotFlooded,
} as const satisfies Record<string, Check>

export type CheckName = keyof typeof deviceChecks

/** An order of checks that names one that does not exist, or one twice. */
export class CheckOrderError extends TypeError {
  readonly code = 'APNS_CHECK_ORDER'
  override readonly name = 'CheckOrderError'
}

/**
 * All checks, those named `first` before the others.
 *
 * @throws {CheckOrderError}
 */
export function orderChecks(first: readonly CheckName[] = []): readonly Check[] {
  const named = new Set<string>()
  for (const name of first) {
    if (!Object.hasOwn(deviceChecks, name))
      throw new CheckOrderError(`there is no check ${name}; there are ${Object.keys(deviceChecks).join(', ')}`)
    if (named.has(name)) throw new CheckOrderError(`expected each check once, got ${name} twice`)
    named.add(name)
  }
  const others = Object.entries(deviceChecks).filter(([name]) => !named.has(name))
  return [...first.map((name) => deviceChecks[name]), ...others.map(([, check]) => check)]
}

import { senderIsAuthenticated } from './authentication.ts'
import type { Check } from './check.ts'
import { deviceIsForTopic, deviceIsKnown, deviceIsRegistered } from './device.ts'
import {
  collapseIdIsShort,
  expirationIsDate,
  headersAreUnique,
  idIsUUID,
  priorityIsKnown,
  pushTypeIsKnown,
} from './headers.ts'
import { payloadIsDictionary, payloadIsPresent, payloadIsSmallEnough } from './payload.ts'
import { methodIsPost, pathIsDevice } from './routing.ts'
import { pushTypeFitsTopic, topicIsAllowed, topicIsPresent, topicIsWellFormed } from './topic.ts'

/**
 * The order in which a device push is judged: the first check that fails gives the answer.
 *
 * That the method comes first was observed on APNs (pushy#736: an unauthenticated `GET /` is answered MethodNotAllowed);
 * the rest of the order is unverified.
 */
export const checkOrder = [
  methodIsPost,
  pathIsDevice,
  senderIsAuthenticated,
  headersAreUnique,
  idIsUUID,
  expirationIsDate,
  priorityIsKnown,
  collapseIdIsShort,
  pushTypeIsKnown,
  payloadIsPresent,
  payloadIsSmallEnough,
  payloadIsDictionary,
  topicIsPresent,
  topicIsWellFormed,
  topicIsAllowed,
  deviceIsKnown,
  deviceIsForTopic,
  pushTypeFitsTopic,
  deviceIsRegistered,
] as const satisfies readonly Check[]

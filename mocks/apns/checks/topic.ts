import { isPushType, pushTypes, suffixOf } from '../push-types.ts'
import type { Check } from './check.ts'

/** A bundle ID (letters, digits, hyphens, periods), with or without a suffix. */
const TOPIC = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i

export const topicIsPresent: Check = (request) => (request.topic ? undefined : { reason: 'MissingTopic' })

export const topicIsWellFormed: Check = (request) =>
  TOPIC.test(request.topic ?? '') ? undefined : { reason: 'BadTopic' }

export const topicIsAllowed: Check = ({ origin: { identity }, topic = '' }, gateway) => {
  const isAllowed =
    identity.kind === 'certificate' ? identity.certificate.topics.includes(topic) : (gateway.topics?.has(topic) ?? true)
  return isAllowed ? undefined : { reason: 'TopicDisallowed' }
}

/** APNs has refused an `alert` with a `.voip` topic since September 2019 (PyAPNs2#87). */
export const pushTypeFitsTopic: Check = (request) => {
  const type = request.header('apns-push-type')
  if (type === undefined || !isPushType(type)) return undefined
  return pushTypes[type].topicSuffix === suffixOf(request.topic ?? '') ? undefined : { reason: 'InvalidPushType' }
}

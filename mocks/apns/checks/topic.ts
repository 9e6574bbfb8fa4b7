import { isPushType, pushTypes, suffixOf } from '../push-types.ts'
import { refuseUnlessAccepted, type Check } from './check.ts'

/** A bundle ID (letters, digits, hyphens, periods), with or without a suffix. */
const TOPIC = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i

export function isTopic(text: string): boolean {
  return TOPIC.test(text)
}

export const topicIsPresent: Check = (request) => (request.topic ? undefined : { reason: 'MissingTopic' })

export const topicIsWellFormed: Check = (request) => (isTopic(request.topic ?? '') ? undefined : { reason: 'BadTopic' })

/** A certificate names its topics; a provider token is good for all of the account. */
export const topicIsAllowed: Check = ({ origin: { identity }, topic = '' }, { topics }) => {
  const isAllowed =
    identity.kind === 'certificate' ? identity.certificate.topics.includes(topic) : (topics?.has(topic) ?? true)
  return isAllowed ? undefined : { reason: 'TopicDisallowed' }
}

export const topicIsForKey: Check = ({ origin: { identity, session }, topic = '', bearer }, { tokens, switches }) => {
  if (identity.kind !== 'token' || bearer === undefined) return undefined
  const { key } = session.read(bearer, tokens)
  return (key?.topics?.has(topic) ?? true) ? undefined : { reason: switches.topicOutsideKey }
}

export const topicWasThere: Check = ({ origin: { session }, topic = '' }, { topics, switches }) => {
  const { binding } = session
  if (!topics?.has(topic) || !binding) return undefined
  return topics.wasThere(topic, binding.topics) ? undefined : refuseUnlessAccepted(switches.newTopic)
}

/**
 * APNs has refused an `alert` with a `.voip` topic since September 2019 (PyAPNs2#87). Apple has the topic of an `mdm`
 * push be the UID of the MDM certificate.
 */
export const pushTypeFitsTopic: Check = (request, { devices }) => {
  const type = request.header('apns-push-type')
  if (type === undefined || !isPushType(type)) return undefined
  const { identity } = request.origin
  if (type === 'mdm' && identity.kind === 'certificate' && request.topic !== identity.certificate.bundleId)
    return { reason: 'InvalidPushType' }
  const device = devices.find(request.deviceToken ?? '')
  // A bundle ID may itself end like the topic of another type, com.example.voip for one; the device knows.
  const suffix =
    device && device.topic === request.topic ? pushTypes[device.pushType].topicSuffix : suffixOf(request.topic ?? '')
  return pushTypes[type].topicSuffix === suffix ? undefined : { reason: 'InvalidPushType' }
}

import type { Clock } from '../../clock/clock.ts'
import { redactToken } from '../../events/redact.ts'
import type { Environment } from '../environment.ts'
import type { PushType } from '../push-types.ts'
import type { DevicePush } from './device-push.ts'
import { RequestCount } from './request-count.ts'

/** An app on a device that has asked for pushes. */
export interface DeviceRegistration {
  /** Hexadecimal, of even length; Apple fixes no size, here it is 200 digits at most. */
  readonly token: string
  /** Such as `com.example.App.voip`. */
  readonly topic: string
  readonly pushType: PushType
  /** The gateway's own unless given. */
  readonly environment?: Environment
  /** The time that passes on the way to the device, and on it; the gateway's own unless given. */
  readonly clock?: Clock
  /** Called for each push that reaches the device, in order. What it throws is not caught. */
  readonly deliver: (push: DevicePush) => void
}

/** How a device stands towards pushes. */
export interface DeviceCondition {
  /** It can be reached; `true` at first. What comes meanwhile is stored, the latest push only. */
  readonly online: boolean
  /** It sleeps, and is woken by pushes of priority 10 alone; `false` at first. */
  readonly savingPower: boolean
  /** The app may be notified; `true` at first. */
  readonly enabled: boolean
}

/** Why and since when a token is no longer good. */
interface Gone {
  readonly reason: 'Unregistered' | 'ExpiredToken'
  /** In milliseconds since 1970. */
  readonly timestamp: number
  /** When the gateway finds out, on the device's clock; until then it answers 200. */
  readonly noticedAt: number
}

/** A push that waits for its device. */
interface WaitingPush {
  readonly push: DevicePush
  /** In milliseconds: on the device's own clock, or since 1970 where it has none. */
  readonly expires: number
}

const REACHABLE: DeviceCondition = { online: true, savingPower: false, enabled: true }

const DEVICE_TOKEN = /^(?:[0-9a-f]{2}){1,100}$/i

export function isDeviceToken(token: string): boolean {
  return DEVICE_TOKEN.test(token)
}

/** What a device token stands for. */
export class Device {
  readonly redactedToken: string
  readonly topic: string
  readonly pushType: PushType
  readonly environment: Environment
  readonly requests = new RequestCount()
  readonly clock: Clock | undefined
  deliver: DeviceRegistration['deliver']
  condition: DeviceCondition = REACHABLE
  gone: Gone | undefined
  /** In the order in which they came. */
  waiting: WaitingPush[] = []

  constructor({
    token,
    topic,
    pushType,
    environment,
    clock,
    deliver,
  }: DeviceRegistration & { readonly environment: Environment }) {
    this.redactedToken = redactToken(token)
    this.topic = topic
    this.pushType = pushType
    this.environment = environment
    this.clock = clock
    this.deliver = deliver
  }
}

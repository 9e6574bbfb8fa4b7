import type { PushType } from '../push-types.ts'

/** A push as it leaves the gateway for a device. */
export interface DevicePush {
  /** The `apns-id`. */
  readonly push: string
  readonly payload: unknown
  /** Size of the payload as sent. */
  readonly bytes: number
  readonly topic: string
  readonly pushType: PushType
  /** 10 unless the provider said otherwise. */
  readonly priority: number
  /** Seconds since 1970; `0` for one attempt only, absent when left to APNs. */
  readonly expiration?: number
  readonly collapseId?: string
  /**
   * When the gateway took it, in milliseconds on the device's clock, or the gateway's where the device has none; absent for
   * one that went through no gateway, such as a captured one.
   */
  readonly acceptedAt?: number
}

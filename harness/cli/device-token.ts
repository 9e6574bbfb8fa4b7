import { isDeviceToken } from '../../mocks/apns/devices/device.ts'
import { redactToken } from '../../mocks/events/redact.ts'
import { UsageError } from './usage-error.ts'

/** @throws {UsageError} Without the token, which a log must not have. */
export function deviceTokenOf(text: string, option: string): string {
  if (isDeviceToken(text)) return text
  throw new UsageError(
    `expected ${option} to name a device token of 1 to 100 hexadecimal digit pairs, got ${redactToken(text)}`,
  )
}

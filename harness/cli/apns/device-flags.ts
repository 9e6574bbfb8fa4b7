import { redactToken } from '../../../mocks/events/redact.ts'
import { UsageError } from '../usage-error.ts'

/** A device that is there before any push. */
export interface KnownDevice {
  readonly token: string
  readonly topic: string
}

/** What `--device` or `--gone` registers. @throws {UsageError} Without the token, which a log must not have. */
export function devicesOf(flags: readonly string[], option: string): KnownDevice[] {
  return flags.map((flag) => {
    const [, token, topic] = /^([^=]+)=(.+)$/.exec(flag) ?? []
    if (token === undefined || topic === undefined)
      throw new UsageError(`expected ${option} token=topic, such as 00fc13…=com.example.App.voip`)
    if (!/^(?:[0-9a-f]{2}){1,100}$/i.test(token))
      throw new UsageError(
        `expected ${option} to name a device token of 1 to 100 hexadecimal digit pairs, got ${redactToken(token)}`,
      )
    return { token, topic }
  })
}

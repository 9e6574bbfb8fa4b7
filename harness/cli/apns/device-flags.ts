import { deviceTokenOf } from '../device-token.ts'
import { UsageError } from '../usage-error.ts'
import { topicOf } from './topic.ts'

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
    return { token: deviceTokenOf(token, option), topic: topicOf(topic, option) }
  })
}

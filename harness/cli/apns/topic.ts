import { isTopic } from '../../../mocks/apns/checks/topic.ts'
import { UsageError } from '../usage-error.ts'

/** A topic, or the bundle ID that it begins with. @throws {UsageError} For one that the gateway would refuse. */
export function topicOf(text: string, option: string): string {
  if (isTopic(text)) return text
  throw new UsageError(
    `expected ${option} to have letters, digits, hyphens and periods, as in com.example.App, got ${JSON.stringify(text)}`,
  )
}

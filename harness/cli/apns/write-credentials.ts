import { pageOf } from '../../../reports/look.ts'
import { curlCommand } from './curl-command.ts'
import { factLines } from './fact-lines.ts'
import { openFolder } from './open-folder.ts'
import { providerFacts } from './provider-facts.ts'
import { topicOf } from './topic.ts'

/** The options of `apns credentials`, as commander has understood them. */
export interface CredentialsFlags {
  readonly folder: string
  readonly bundleId?: string
  readonly teamId?: string
  readonly keyId?: string
  readonly topic?: readonly string[]
}

/** Makes the credentials, where there are none, and says what they are. */
export async function writeCredentials({ folder, topic, ...options }: CredentialsFlags): Promise<void> {
  if (options.bundleId !== undefined) topicOf(options.bundleId, '--bundle-id')
  const topics = topic?.map((each) => topicOf(each, '--topic'))
  const credentials = await openFolder({ path: folder, option: '--folder' }, { ...options, ...(topics && { topics }) })
  const facts = factLines(providerFacts(credentials), pageOf(process.stdout))
  process.stdout.write(`${facts.join('\n')}\n\n${curlCommand(credentials, { host: '127.0.0.1', port: 8443 })}\n`)
}

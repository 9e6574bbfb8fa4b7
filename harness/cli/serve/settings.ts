import { DEFAULT_RELEASE } from '../../../mocks/iphone/releases.ts'
import type { Language } from '../../../mocks/iphone/screen/labels.ts'
import { loadSubject, type Subject } from '../../config/load-subject.ts'
import { countOf, portOf } from '../apns/numbers.ts'
import { namedApp } from '../named-app.ts'
import { releaseNamed } from '../release-named.ts'
import { UsageError } from '../usage-error.ts'

/** Each phone is a process for its app, and there are machines with that many cores. */
const MOST_PHONES = 256

/** The options of `serve`, as commander has understood them. */
export interface ServeFlags {
  readonly app?: string
  readonly phones: string
  readonly release?: readonly string[]
  readonly language: Language
  readonly port: string
  readonly host: string
  readonly apnsPort: string
  readonly credentials: string
  readonly json: boolean
}

/** What is to be served, and where. */
export interface ServeSettings {
  readonly subject: Subject
  /** One for each phone. */
  readonly releases: readonly string[]
  readonly language: Language
  readonly host: string
  readonly port: number
  readonly apnsPort: number
  /** The folder of credentials for the push gateway. */
  readonly credentials: string
  readonly json: boolean
}

/**
 * @throws SubjectError when there is no such app.
 * @throws UsageError when there is no such release, or a number is none.
 */
export async function settingsOf(flags: ServeFlags, cwd = process.cwd()): Promise<ServeSettings> {
  const { language, host, credentials, json } = flags
  const count = countOf(flags.phones, '--phones', 1)
  if (count > MOST_PHONES) throw new UsageError(`expected --phones to be ${MOST_PHONES} at most, got ${count}`)
  const port = portOf(flags.port, '--port')
  const apnsPort = portOf(flags.apnsPort, '--apns-port')
  if (port !== 0 && port === apnsPort)
    throw new UsageError(`expected --port and --apns-port to differ, got ${port} for both`)
  if (host === '') throw new UsageError('expected --host to be an address of this machine, got nothing')
  const { app, cwd: folder } = namedApp(flags.app, cwd)
  const subject = await loadSubject(app, folder)
  const named = (flags.release ?? [subject.config.release ?? DEFAULT_RELEASE]).map(releaseNamed)
  return {
    subject,
    releases: Array.from({ length: count }, (_, index) => named[index % named.length] ?? DEFAULT_RELEASE),
    language,
    host,
    port,
    apnsPort,
    credentials,
    json,
  }
}

import { ControlServer, type Credentials } from '../../../mocks/apns/index.ts'
import { ClockTimeoutError, type Clock } from '../../../mocks/clock/clock.ts'
import { RealClock } from '../../../mocks/clock/real-clock.ts'
import { pageOf } from '../../../reports/look.ts'
import { companionEnvironment } from './companion-environment.ts'
import { Companion } from './companion.ts'
import { Ending } from './ending.ts'
import { greeting, placeOf } from './greeting.ts'
import { Observer, type Observation } from './observer.ts'
import { notePlace } from './open-folder.ts'
import type { ApnsSettings } from './settings.ts'
import { startGateway } from './start-gateway.ts'
import type { Traffic } from './traffic.ts'

/** How long connections may take to close behind a command that has ended, in milliseconds. */
const FAREWELL_MS = 250

/** What came of serving. */
export interface Served {
  readonly observation: Observation
  /** The exit code of the command that was run beside the gateway, if it has ended by itself. */
  readonly commandCode: number | undefined
}

/** Serves a gateway until it is to end. @param people Where the greeting and the log are written. */
export async function serve(
  settings: ApnsSettings,
  credentials: Credentials,
  people: NodeJS.WriteStream,
): Promise<Served> {
  const { until, controlPort, command } = settings
  const clock = new RealClock()
  const write = (text: string) => void people.write(`${text}\n`)
  await using gateway = await startGateway(settings, credentials, clock)
  await using control =
    controlPort === undefined ? undefined : await ControlServer.start(gateway, { port: controlPort })
  await notePlace(credentials.folder, placeOf(gateway))
  using observer = new Observer(settings, clock, people)
  using ending = new Ending(clock, (signal) => write(`\n${signal}: ending`), until.ms)
  const { pushes = Number.POSITIVE_INFINITY } = until
  const unsubscribe = gateway.events.subscribe((happening) => {
    observer.note(happening)
    if (observer.traffic.answered + observer.traffic.unanswered >= pushes) ending.now()
  })
  write(greeting(gateway, control?.url, credentials, settings, pageOf(people)))

  let commandCode: number | undefined
  if (command.length === 0) await ending.come
  else {
    const environment = companionEnvironment(gateway, control?.url, credentials, settings.ownKey)
    await using companion = await Companion.start(command, environment, settings.output === 'json' ? 2 : 'inherit')
    const ended = companion.ended.then((code) => (commandCode = code))
    await Promise.race([ended, ending.come])
    if (commandCode !== undefined) await farewell(clock, observer.traffic)
  }
  // Before the gateway says goodbye: what clients do then is no fault of theirs.
  unsubscribe()
  return { observation: observer.finish(), commandCode }
}

/** The connections of a command that has ended close behind it, and the rules judge connections by their end. */
async function farewell(clock: Clock, traffic: Traffic): Promise<void> {
  try {
    await clock.until(() => traffic.openConnections === 0, FAREWELL_MS, 'the end of all connections')
  } catch (error) {
    if (!(error instanceof ClockTimeoutError)) throw error
  }
}

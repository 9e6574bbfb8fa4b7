import { setTimeout as delay } from 'node:timers/promises'
import { RealClock } from '../../../mocks/clock/real-clock.ts'
import { pageOf, painted } from '../../../reports/look.ts'
import { Ending } from '../apns/ending.ts'
import { expectFreePorts } from '../apns/expect-free-ports.ts'
import { notePlace, openFolder } from '../apns/open-folder.ts'
import { exitCode, type ExitCode } from '../exit-code.ts'
import { greeting } from './greeting.ts'
import { settingsOf, type ServeFlags } from './settings.ts'
import { Stand } from './stand.ts'

/** Whoever is greeted can push to an app that opens, and learns of one that hangs when that is known. */
const OPENING_MS = 2000

/** Serves phones until somebody interrupts. */
export async function servePhones(flags: ServeFlags): Promise<ExitCode> {
  const settings = await settingsOf(flags)
  const { credentials: path, subject, host, port, apnsPort, json } = settings
  const people = json ? process.stderr : process.stdout
  const page = pageOf(people)
  const say = (text: string) => void people.write(`${text}\n`)
  const credentials = await openFolder({ path, option: '--credentials' }, { bundleId: subject.config.bundleId })
  await expectFreePorts(host, [port, apnsPort])
  using ending = new Ending(new RealClock(), (signal) => say(`\n${signal}: ending`))
  await using stand = await Stand.start(settings, credentials)
  await notePlace(path, stand.gatewayPlace)
  for (const { udid, troubles } of stand.slots)
    troubles.subscribe(({ message }) => say(painted('fail', `${udid}: ${message}`, page)))
  const opened = Promise.all(stand.slots.map((slot) => slot.openApp()))
  const patience = delay(OPENING_MS, undefined, { ref: false })
  const isEnding = await Promise.race([opened, patience, ending.come.then(() => true)])
  if (isEnding === true) return exitCode.conformant
  say(greeting(stand, settings, page))
  if (json) process.stdout.write(`${JSON.stringify(stand)}\n`)
  await ending.come
  return exitCode.conformant
}

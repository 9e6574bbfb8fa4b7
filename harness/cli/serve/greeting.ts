import { bold, dim, painted, type Page } from '../../../reports/look.ts'
import { factLines } from '../apns/fact-lines.ts'
import { typedPath } from '../apns/typed-path.ts'
import { isLoopback } from '../loopback.ts'
import { shellWord } from '../shell-word.ts'
import { appiumCommand } from './appium-command.ts'
import type { ServeSettings } from './settings.ts'
import type { Stand, StandPhone } from './stand.ts'

/** What there is, and the commands that make something of it. */
export function greeting(stand: Stand, settings: ServeSettings, page: Page): string {
  const { host, port } = stand.gatewayPlace
  return [
    `${bold(stand.url, page)}  ${settings.subject.name} on ${count(stand.phones.length)}`,
    ...warnings(settings).map((warning) => painted('deviates', `warning: ${warning}`, page)),
    '',
    ...stand.phones.flatMap((phone, index) => [...phoneLines(phone, index, page), '']),
    dim(`Pushes: APNs at ${host}:${port}, credentials in ${typedPath(settings.credentials)}`, page),
    pushCommand(stand, settings),
    '',
    dim('Ctrl-C ends it.', page),
    '',
  ].join('\n')
}

function phoneLines(phone: StandPhone, index: number, page: Page): string[] {
  return factLines(
    [
      [phone.udid, `iOS ${phone.release}`],
      ['Page', phone.page],
      ['WebDriverAgent', phone.webDriverAgentUrl],
      ['Stage', phone.stage],
      ['Appium', appiumCommand(phone, index)],
    ],
    page,
  )
}

function pushCommand({ phones: [first] }: Stand, { subject, credentials }: ServeSettings): string {
  const topic = `${subject.config.bundleId}.voip`
  return `npx callkit-conformance push --credentials ${shellWord(typedPath(credentials))} --topic ${topic} --token ${first?.deviceToken}`
}

function warnings({ host }: ServeSettings): string[] {
  return isLoopback(host) ? [] : [`it listens on ${host}: whoever reaches this machine can operate the phones`]
}

function count(phones: number): string {
  return phones === 1 ? 'one phone' : `${phones} phones`
}

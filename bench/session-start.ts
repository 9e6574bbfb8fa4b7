import { setTimeout as delay } from 'node:timers/promises'
import { AppiumCallScreen } from '../harness/callscreen/appium.ts'
import { AppiumServer } from '../harness/callscreen/appium-server.ts'
import { Screen } from '../mocks/iphone/screen/screen.ts'
import { PaperPhone } from '../mocks/iphone/screen/testing/paper-phone.ts'
import { VirtualIphone } from '../mocks/iphone/virtual-iphone.ts'
import { WebDriverAgent, WebDriverAgents } from '../mocks/iphone/wda/index.ts'
import { virtualCapabilities } from '../harness/callscreen/capabilities.ts'
import type { Bench, Figure } from './figure.ts'
import { duration, durations, median, quantile } from './measure.ts'
import { WebDriverClient } from './web-driver-client.ts'

const LATER_SESSIONS = 10
const COMMANDS = 100
const PHONES = 8
const COMMANDS_PER_PHONE = 50
/** What the call-screen driver waits between two looks, in milliseconds. */
const PAUSE_MS = 50
/** The first commands of a session are those that Node has not compiled yet. */
const WARM_UP = 10

/**
 * Appium from nothing: the server, its first WebDriver session, which loads the driver, and later ones; then finding
 * and clicking a button of a call, by WebDriverAgent alone and through Appium, with one phone and with eight at once.
 */
export const sessionStart: Bench = async (progress) => {
  progress('starting Appium')
  await using appium = await AppiumServer.start()
  await using phone = VirtualIphone.boot()
  await using agent = await WebDriverAgent.start(phone)
  const capabilities = capabilitiesOf(phone, agent.url)
  const open = async () => {
    await using _session = await AppiumCallScreen.open({ serverUrl: appium.url, capabilities })
  }
  progress('first session')
  const firstMs = await duration(open)
  progress(`${LATER_SESSIONS} later sessions`)
  const later = await durations(LATER_SESSIONS, open)
  return [
    { name: 'session-start.server', value: appium.startMs, unit: 'ms' },
    { name: 'session-start.first', value: firstMs, unit: 'ms' },
    { name: 'session-start.later.p50', value: median(later), unit: 'ms' },
    ...(await commands(appium.url, progress)),
  ]
}

async function commands(appium: string, progress: (what: string) => void): Promise<Figure[]> {
  await using agents = await WebDriverAgents.start()
  const phones = Array.from({ length: PHONES }, (_, index) => inCall(`bench-${index}`))
  const targets = phones.map((phone) => {
    const url = agents.add({ screen: new Screen(phone, phone), source: phone, controls: phone })
    return { url, capabilities: capabilitiesOf(phone, url) }
  })
  const [first] = targets
  if (!first) return []
  progress(`${COMMANDS} times find and click, by WebDriverAgent alone`)
  const agent = await alone(first.url, {})
  progress(`${COMMANDS} times find and click, through Appium`)
  const one = await alone(appium, first.capabilities)
  progress(`${PHONES} phones at once`)
  await using sessions = new AsyncDisposableStack()
  const opened: WebDriverClient[] = []
  const openMs = await duration(async () => {
    const opening = targets.map(({ capabilities }) => WebDriverClient.open(appium, capabilities))
    for (const session of await Promise.all(opening)) opened.push(sessions.use(session))
  })
  const withPauses = await together(opened, PAUSE_MS)
  progress(`${PHONES} phones at once, without a pause`)
  const flatOut = await together(opened, 0)
  return [
    ...figuresOf('agent', agent),
    ...figuresOf('appium', one),
    { name: `session-start.${PHONES}-phones.open`, value: openMs, unit: 'ms' },
    ...figuresOf(`${PHONES}-phones`, withPauses),
    ...figuresOf(`${PHONES}-phones-flat-out`, flatOut),
  ]
}

/** All sessions at once. @param pauseMs Between two commands of a session. */
async function together(sessions: readonly WebDriverClient[], pauseMs: number): Promise<Taken> {
  const each = await Promise.all(sessions.map((session) => findAndClick(session, COMMANDS_PER_PHONE, pauseMs)))
  return { find: each.flatMap(({ find }) => find), click: each.flatMap(({ click }) => click) }
}

async function alone(server: string, capabilities: object): Promise<Taken> {
  await using session = await WebDriverClient.open(server, capabilities)
  return await findAndClick(session, COMMANDS)
}

/** How long each command took, in milliseconds. */
interface Taken {
  readonly find: readonly number[]
  readonly click: readonly number[]
}

async function findAndClick(session: WebDriverClient, count: number, pauseMs = 0): Promise<Taken> {
  await durations(WARM_UP, async () => session.click(await session.find('mute')))
  const taken = { find: [] as number[], click: [] as number[] }
  for (let turn = 0; turn < count; turn++) {
    let button = ''
    taken.find.push(await duration(async () => (button = await session.find('mute'))))
    await delay(pauseMs)
    taken.click.push(await duration(() => session.click(button)))
    await delay(pauseMs)
  }
  return taken
}

function figuresOf(by: string, taken: Taken): Figure[] {
  return Object.entries(taken).flatMap(([command, each]: [string, readonly number[]]): Figure[] => [
    { name: `session-start.${by}.${command}.p50`, value: median(each), unit: 'ms' },
    { name: `session-start.${by}.${command}.p95`, value: quantile(each, 0.95), unit: 'ms' },
  ])
}

/** A phone with a call under way, one on hold, and a home screen full of apps. */
function inCall(udid: string): PaperPhone {
  const phone = new PaperPhone({ udid })
  phone.apps = Array.from({ length: 24 }, (_, index) => ({
    bundleId: `com.example.${index}`,
    displayName: `App ${index}`,
    pid: 0,
    state: 'terminated',
  }))
  phone.add({ state: 'held' })
  phone.add({ state: 'active' })
  return phone
}

function capabilitiesOf({ udid, release }: Pick<PaperPhone, 'release' | 'udid'>, webDriverAgentUrl: string) {
  return virtualCapabilities({ udid, release: release.version, webDriverAgentUrl })
}

import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Gateway, type Credentials } from '../../../mocks/apns/index.ts'
import type { Clock } from '../../../mocks/clock/clock.ts'
import { RealClock } from '../../../mocks/clock/real-clock.ts'
import { PhonePages } from '../../../mocks/iphone/page/phone-pages.ts'
import { WebDriverAgents } from '../../../mocks/iphone/wda/index.ts'
import { virtualCapabilities } from '../../callscreen/capabilities.ts'
import { PushProvider } from '../../provider/push-provider.ts'
import { PhoneSlot } from '../../targets/served/phone-slot.ts'
import { StageServer } from '../../targets/served/stage-server.ts'
import { LANGUAGE_CAPABILITY, STAGE_CAPABILITY } from '../../targets/served/stage-capability.ts'
import { isLoopback } from '../loopback.ts'
import { placeForOthers, placeHere, type Place } from '../place.ts'
import { appiumCommand } from './appium-command.ts'
import { PageStand } from './page-stand.ts'
import { servePage } from './page/serve-page.ts'
import type { ServeSettings } from './settings.ts'

/** A phone of a stand, and where each of its faces is. */
export interface StandPhone {
  readonly udid: string
  readonly release: string
  readonly page: string
  readonly webDriverAgentUrl: string
  /** Where a run elsewhere plays on it. */
  readonly stage: string
  /** What an Appium server in front of it is started with, as `--default-capabilities`. */
  readonly capabilities: Readonly<Record<string, unknown>>
  /** The device token of its app. */
  readonly deviceToken: string
}

/** Phones with an app on them, and everything by which they are reached. */
export class Stand implements AsyncDisposable {
  readonly slots: readonly PhoneSlot[]
  readonly phones: readonly StandPhone[]
  readonly gateway: Gateway
  /** Of the page. */
  readonly url: string
  readonly #resources: AsyncDisposableStack

  private constructor(
    slots: readonly PhoneSlot[],
    phones: readonly StandPhone[],
    gateway: Gateway,
    url: string,
    resources: AsyncDisposableStack,
  ) {
    this.slots = slots
    this.phones = phones
    this.gateway = gateway
    this.url = url
    this.#resources = resources
  }

  /** @throws Error when a port is taken. */
  static async start(settings: ServeSettings, credentials: Credentials): Promise<Stand> {
    const { host, port, apnsPort } = settings
    await using resources = new AsyncDisposableStack()
    const clock = new RealClock()
    const gateway = resources.use(
      await Gateway.start({
        clock,
        host,
        port: apnsPort,
        keys: [credentials.providerKey],
        ca: credentials.authority,
        unknownDevices: 'refuse',
      }),
    )
    const slots = await openSlots(settings, gateway, credentials, clock, resources)
    const agents = resources.use(await WebDriverAgents.start())
    const server = resources.adopt(createServer(), closed)
    const isCalled = (name: string) => !isLoopback(host) || isLoopback(name)
    const stages = resources.use(new StageServer({ slots, clock, isCalled }))
    const pages = resources.use(new PhonePages(() => slots.map(({ device }) => device)))
    for (const { udid, replaced } of slots)
      replaced.subscribe(() => {
        agents.changed(udid)
        pages.changed(udid)
      })
    const answersPage = servePage(new PageStand(slots, settings.subject))
    server.on('request', (request, response) => {
      if (!answersPage(request, response) && !pages.handle(request, response)) refuse(request, response)
    })
    server.on('upgrade', (request, socket, head) => stages.upgrade(request, socket, head))
    server.listen(port, host)
    await once(server, 'listening')
    const place = placeForOthers(host, (server.address() as AddressInfo).port)
    const phones = slots.map((slot) => describe(slot, place, agents.add(slot.device)))
    return new Stand(slots, phones, gateway, `http://${place}/`, resources.move())
  }

  /** Where pushes go in. */
  get gatewayPlace(): Place {
    return placeHere(this.gateway.endpoint)
  }

  /** What a script has to know. */
  toJSON(): object {
    const phones = this.phones.map((phone, index) => ({ ...phone, appium: appiumCommand(phone, index) }))
    return { url: this.url, apns: this.gatewayPlace, phones }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync()
  }
}

async function openSlots(
  { releases, subject, language }: ServeSettings,
  gateway: Gateway,
  { providerKey }: Credentials,
  clock: Clock,
  resources: AsyncDisposableStack,
): Promise<PhoneSlot[]> {
  const endpoint = { ...placeHere(gateway.endpoint), ca: gateway.endpoint.ca }
  const slots: PhoneSlot[] = []
  // All at once: each waits for a process to end.
  resources.defer(async () => void (await Promise.all(slots.map((slot) => slot[Symbol.asyncDispose]()))))
  for (const [index, release] of releases.entries()) {
    const provider = PushProvider.connect({ gateway: endpoint, credentials: providerKey, clock })
    const udid = `virtual-${index + 1}`
    slots.push(await PhoneSlot.open({ udid, release, subject, clock, gateway, provider, language }))
  }
  return slots
}

function describe({ udid, release, token, language }: PhoneSlot, place: string, webDriverAgentUrl: string): StandPhone {
  const stage = `ws://${place}${StageServer.pathOf(udid)}`
  // What only WebdriverIO understands is for its users to say.
  const { 'wdio:enforceWebDriverClassic': _classic, ...driven } = virtualCapabilities({
    udid,
    release,
    webDriverAgentUrl,
  })
  return {
    udid,
    release,
    page: `http://${place}/phone/${encodeURIComponent(udid)}`,
    webDriverAgentUrl,
    stage,
    capabilities: {
      ...driven,
      [STAGE_CAPABILITY]: stage,
      [LANGUAGE_CAPABILITY]: language,
    },
    deviceToken: token,
  }
}

function refuse({ method, url }: IncomingMessage, response: ServerResponse): void {
  const message = `nothing is served at ${method} ${url}; the page is at /`
  response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ error: 'NOT_FOUND', message }))
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return
  const ended = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await ended
}

import { randomUUID } from 'node:crypto'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RealClock } from '../../mocks/clock/real-clock.ts'
import { typescriptCommand } from '../../mocks/frameworks/typescript/host/typescript-command.ts'
import { ChildProcessHost } from '../../mocks/iphone/apps/child-process.ts'
import { VirtualIphone } from '../../mocks/iphone/virtual-iphone.ts'
import { WebDriverAgent } from '../../mocks/iphone/wda/index.ts'
import { serveHandlers, SignallingBackend } from '../../mocks/signalling/index.ts'

const BUNDLE_ID = 'com.example.reference'
const APP = fileURLToPath(new URL(`../../fixtures/apps/reference/app${extname(import.meta.url)}`, import.meta.url))

/** A phone with the reference app on it, for a WebdriverIO spec to operate. */
export interface PhoneWithApp {
  /** Somebody calls. Resolves with the call's UUID once the push is with the app. */
  ring(handle: string): Promise<string>
  /** The names of the actions that the app was asked to perform, in order. */
  performed(): readonly string[]
}

let started: { readonly phone: PhoneWithApp; readonly resources: AsyncDisposableStack } | undefined

/** The phone of this worker. @throws Error before the WebDriver session. */
export function phone(): PhoneWithApp {
  if (!started) throw new Error('no phone: it is started before the session, so ask for it inside a test')
  return started.phone
}

/** Boots the phone of this worker and serves its WebDriverAgent. @returns what a WebDriver client needs to reach it. */
export async function startPhone(): Promise<{ udid: string; release: string; webDriverAgentUrl: string }> {
  await using resources = new AsyncDisposableStack()
  const clock = new RealClock()
  const iphone = resources.use(VirtualIphone.boot({ clock }))
  const backend = new SignallingBackend(clock)
  const { url } = resources.use(await serveHandlers(backend.handlers))
  iphone.install({
    bundleId: BUNDLE_ID,
    displayName: 'Reference',
    urlSchemes: [],
    environment: { CALLKIT_BACKEND: url, CALLKIT_DEVICE: iphone.udid },
    host: new ChildProcessHost(typescriptCommand(APP)),
  })
  const actions: string[] = []
  iphone.events.subscribe((event) => {
    if (event.name === 'perform') actions.push(event.type)
  })
  const agent = resources.use(await WebDriverAgent.start(iphone))
  const ring = async (handle: string) => {
    const uuid = randomUUID().toUpperCase()
    const payload = { UUID: uuid, identifier: handle }
    backend.dial(uuid, handle)
    await iphone.deliver(BUNDLE_ID, { push: randomUUID(), payload, bytes: JSON.stringify(payload).length })
    return uuid
  }
  started = { phone: { ring, performed: () => actions }, resources: resources.move() }
  return { udid: iphone.udid, release: iphone.release.version, webDriverAgentUrl: agent.url }
}

export async function stopPhone(): Promise<void> {
  await started?.resources.disposeAsync()
  started = undefined
}

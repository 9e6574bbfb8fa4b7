import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { RealClock } from '../../mocks/clock/real-clock.ts'
import { typescriptCommand } from '../../mocks/frameworks/typescript/host/typescript-command.ts'
import { ChildProcessHost } from '../../mocks/iphone/apps/child-process.ts'
import { VirtualIphone } from '../../mocks/iphone/virtual-iphone.ts'
import { WebDriverAgent } from '../../mocks/iphone/wda/index.ts'
import { serveHandlers, SignallingBackend } from '../../mocks/signalling/index.ts'
import type { VirtualPhoneAddress } from '../../wdio.conf.ts'

const BUNDLE_ID = 'com.example.reference'
const APP = fileURLToPath(new URL('../../fixtures/apps/reference/app.ts', import.meta.url))

/** A phone with the reference app on it, for a WebdriverIO spec to operate. */
export interface PhoneWithApp extends AsyncDisposable {
  readonly address: VirtualPhoneAddress
  /** Somebody calls. Resolves with the call's UUID once the push is with the app. */
  ring(handle: string): Promise<string>
  /** The names of the actions that the app was asked to perform, in order. */
  performed(): readonly string[]
}

/** Boots a virtual iPhone and serves its WebDriverAgent. */
export async function startPhone(): Promise<PhoneWithApp> {
  await using resources = new AsyncDisposableStack()
  const clock = new RealClock()
  const phone = resources.use(VirtualIphone.boot({ clock }))
  const backend = new SignallingBackend(clock)
  const { url } = resources.use(await serveHandlers(backend.handlers))
  phone.install({
    bundleId: BUNDLE_ID,
    displayName: 'Reference',
    urlSchemes: [],
    environment: { CALLKIT_BACKEND: url, CALLKIT_DEVICE: phone.udid },
    host: new ChildProcessHost(typescriptCommand(APP)),
  })
  const actions: string[] = []
  phone.events.subscribe((event) => {
    if (event.name === 'perform') actions.push(event.type)
  })
  const agent = resources.use(await WebDriverAgent.start(phone))
  const owned = resources.move()
  return {
    address: { udid: phone.udid, release: phone.release.version, webDriverAgentUrl: agent.url },
    performed: () => actions,
    async ring(handle) {
      const uuid = randomUUID().toUpperCase()
      const payload = { UUID: uuid, identifier: handle }
      backend.dial(uuid, handle)
      await phone.deliver(BUNDLE_ID, { push: randomUUID(), payload, bytes: JSON.stringify(payload).length })
      return uuid
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

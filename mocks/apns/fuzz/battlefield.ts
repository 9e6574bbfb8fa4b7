import { RealClock } from '../../clock/real-clock.ts'
import { ControlServer } from '../control/control-server.ts'
import type { KeyedCertificate } from '../credentials/certificate-authority.ts'
import { Gateway } from '../gateway.ts'
import { TestClient } from '../testing/client.ts'
import { bundleId, deviceToken, goodHeaders, key, payload, topic } from '../testing/push.ts'
import { makeHostileCertificates } from './hostile-certificates.ts'

/** How long a client may take. Short, because attacks that never finish are waited for. */
const PATIENCE_MS = 1000

/** What is attacked, and what for. */
export interface Battlefield extends AsyncDisposable {
  readonly gateway: Gateway
  /** The control endpoint of another gateway: what it is told to do wrong would be blamed on this one. */
  readonly controlURL: string
  /** A channel that exists. */
  readonly channel: string
  readonly certificates: readonly [KeyedCertificate, ...KeyedCertificate[]]
}

export async function openBattlefield(): Promise<Battlefield> {
  await using resources = new AsyncDisposableStack()
  const options = { clock: new RealClock(), keys: [key], patienceMs: PATIENCE_MS, captures: {} }
  const gateway = resources.use(await Gateway.start(options))
  // A listener, so that all there is to tell is told.
  gateway.events.subscribe(() => {})
  gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: () => {} })
  const channel = gateway.createChannel({ bundleId })
  const controlled = resources.use(await Gateway.start(options))
  const control = resources.use(await ControlServer.start(controlled))
  const certificates = await makeHostileCertificates(gateway.ca)
  const kept = resources.move()
  return {
    gateway,
    controlURL: control.url,
    channel: channel.id,
    certificates,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

/** @throws Error when a push that nothing is wrong with is not accepted on a new connection. */
export async function expectService(gateway: Gateway): Promise<void> {
  await using client = TestClient.connect(gateway)
  const { status, body } = await client.request(goodHeaders(), payload)
  if (status !== 200) throw new Error(`expected a good push to be accepted, got ${status} ${body}`)
}

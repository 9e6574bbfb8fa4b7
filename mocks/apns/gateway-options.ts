import type { Clock } from '../clock/clock.ts'
import type { CaptureLogOptions } from './captures/capture-log.ts'
import type { CheckName } from './checks/order.ts'
import type { FrameHooks } from './connection/frame-tap.ts'
import type { CertificateAuthority } from './credentials/certificate-authority.ts'
import type { ProviderKey } from './credentials/provider-key.ts'
import type { UnknownDevices } from './devices/device-registry.ts'
import type { Environment } from './environment.ts'
import type { Switches } from './switches.ts'

/** Which requests a gateway keeps, and where. */
export type CaptureOptions = Omit<CaptureLogOptions, 'clock' | 'environment'>

export interface GatewayOptions {
  readonly clock: Clock
  /** One or several; the system chooses a free one unless given. */
  readonly port?: number | readonly number[]
  /** The address to listen on; `127.0.0.1` unless given. */
  readonly host?: string
  /** Names and addresses, besides Apple's and this machine's own, by which clients may know the gateway. */
  readonly serverNames?: readonly string[]
  /** Where requests go that name no host of Apple's; `development` unless given. */
  readonly environment?: Environment
  /** The keys whose provider tokens are accepted. */
  readonly keys: readonly ProviderKey[]
  /** Issues the gateway's certificate and those of its clients; one of its own unless given. */
  readonly ca?: CertificateAuthority
  /** The topics that those keys may push to; any unless given. A client certificate names its own. */
  readonly topics?: readonly string[]
  /** What becomes of a push to a token that was never registered; `refuse` unless given. */
  readonly unknownDevices?: UnknownDevices
  /** Checks of a device push to be made before all others, in this order. */
  readonly checkOrder?: readonly CheckName[]
  /** The bundle IDs of the apps that have the broadcast capability; all unless given. */
  readonly broadcastApps?: readonly string[]
  /** Behaviours of APNs that are not known for certain, where they shall differ from their defaults. */
  readonly switches?: Partial<Switches>
  /** Keeps the requests that come in, in memory and in a file; none unless given. */
  readonly captures?: CaptureOptions
  /**
   * How long a client may take for its TLS handshake, its HTTP/2 preface and each request, in milliseconds of the
   * machine's time, for its socket is real; 10,000 unless given.
   */
  readonly patienceMs?: number
  /**
   * What ages provider tokens and dates a 410: the machine's calendar unless given. Not the clock, because a real
   * client dates its token by the machine, even when the phone behind the gateway lives on virtual time.
   */
  readonly calendar?: () => Date
  /** Decides what a fault with a probability or with jitter does; 0 unless given. */
  readonly faultSeed?: number
  /** May look at and rewrite the HTTP/2 frames of a connection. */
  readonly frames?: (connection: number) => FrameHooks
}

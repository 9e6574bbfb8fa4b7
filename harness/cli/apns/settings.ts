import { resolve } from 'node:path'
import type { Environment, Fault, Switches } from '../../../mocks/apns/index.ts'
import { UsageError } from '../usage-error.ts'
import type { ApnsFlags } from './apns-flags.ts'
import { demandsOf, type Demands } from './demands.ts'
import { devicesOf, type KnownDevice } from './device-flags.ts'
import { faultsOf } from './fault-flags.ts'
import { countOf, durationOf, portOf } from './numbers.ts'
import { ownKey, type OwnKey } from './own-key.ts'
import { switchesOf } from './switch-flags.ts'
import { topicOf } from './topic.ts'

/** How a gateway is to be served. */
export interface ApnsSettings {
  readonly host: string
  readonly serverNames: readonly string[]
  readonly ports: readonly number[]
  /** `undefined` for no control endpoint. */
  readonly controlPort: number | undefined
  readonly environment: Environment
  /** The folder of credentials. */
  readonly credentials: string
  readonly bundleId: string | undefined
  readonly ownKey: OwnKey | undefined
  /** The only ones that are accepted; `undefined` for any. */
  readonly topics: readonly string[] | undefined
  readonly devices: readonly KnownDevice[]
  readonly goneDevices: readonly KnownDevice[]
  readonly strictDevices: boolean
  readonly switches: Partial<Switches>
  readonly faults: readonly Fault[]
  readonly faultSeed: number
  /** Absolute path. */
  readonly out: string
  readonly redact: boolean
  readonly output: 'log' | 'quiet' | 'json'
  /** When to end, besides the command's end and an interruption. */
  readonly until: { readonly ms?: number; readonly pushes?: number }
  readonly demands: Demands
  readonly strict: boolean
  /** What is run beside the gateway; empty for nothing. */
  readonly command: readonly string[]
}

/** @throws {UsageError} Saying what was expected, what came, and what is near. */
export async function settingsOf(command: readonly string[], flags: ApnsFlags): Promise<ApnsSettings> {
  const { host, environment, credentials, bundleId, strictDevices, redact, strict } = flags
  const demands = demandsOf(flags.require)
  if (strict && demands === 'none') throw new UsageError('expected --require, which --strict makes stricter')
  return {
    host,
    serverNames: flags.serverName,
    ports: flags.port.split(',').map((port) => portOf(port.trim(), '--port')),
    controlPort: flags.control ? portOf(flags.controlPort ?? '0', '--control-port') : undefined,
    environment,
    credentials,
    bundleId: bundleId === undefined ? undefined : topicOf(bundleId, '--bundle-id'),
    ownKey: await ownKey(flags),
    topics: flags.topic?.map((topic) => topicOf(topic, '--topic')),
    devices: devicesOf(flags.device ?? [], '--device'),
    goneDevices: devicesOf(flags.gone ?? [], '--gone'),
    strictDevices,
    switches: switchesOf(flags.switch ?? []),
    faults: await faultsOf(flags.fault ?? [], flags.faults),
    faultSeed: countOf(flags.faultSeed, '--fault-seed'),
    out: resolve(flags.out),
    redact,
    output: flags.json ? 'json' : flags.quiet ? 'quiet' : 'log',
    until: {
      ...(flags.for !== undefined && { ms: durationOf(flags.for, '--for') }),
      ...(flags.pushes !== undefined && { pushes: countOf(flags.pushes, '--pushes', 1) }),
    },
    demands,
    strict,
    command,
  }
}

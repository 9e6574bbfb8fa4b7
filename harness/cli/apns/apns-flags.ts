import type { Environment } from '../../../mocks/apns/index.ts'

/** The options of `apns`, as commander has understood them. */
export interface ApnsFlags {
  readonly port: string
  readonly host: string
  readonly serverName: readonly string[]
  readonly controlPort?: string
  readonly control: boolean
  readonly environment: Environment
  readonly credentials: string
  readonly bundleId?: string
  readonly key?: string
  readonly keyId?: string
  readonly teamId?: string
  readonly topic?: readonly string[]
  readonly device?: readonly string[]
  readonly gone?: readonly string[]
  readonly strictDevices: boolean
  readonly switch?: readonly string[]
  readonly switches: boolean
  readonly fault?: readonly string[]
  readonly faults?: string
  readonly faultSeed: string
  readonly out: string
  readonly redact: boolean
  readonly quiet: boolean
  readonly json: boolean
  readonly for?: string
  readonly pushes?: string
  readonly require?: string | true
  readonly strict: boolean
}

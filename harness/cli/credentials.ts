import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Option, type Command } from 'commander'
import { z } from 'zod'
import type { PushCredentials, PushEndpoint } from '../provider/push-sender.ts'
import { LAST_PORT } from './apns/numbers.ts'
import { UsageError } from './usage-error.ts'

const DEFAULT_FOLDER = 'apns-credentials'
const DEFAULT_PLACE = { host: '127.0.0.1', port: 8443 }

const apple = {
  production: { host: 'api.push.apple.com', port: 443 },
  development: { host: 'api.sandbox.push.apple.com', port: 443 },
} as const satisfies Record<string, PushEndpoint>

/** What of `credentials.json` a provider needs. File names are relative to it. */
const folderIndex = z.object({
  teamId: z.string(),
  keyId: z.string(),
  key: z.string(),
  ca: z.string().optional(),
  bundleId: z.string().optional(),
  deviceToken: z.string().optional(),
  host: z.string().optional(),
  port: z.int().optional(),
})

/** The options that say where pushes go, and who sends them. */
export interface CredentialFlags {
  readonly to?: string
  readonly ca?: string
  readonly credentials?: string
  readonly key?: string
  readonly keyId?: string
  readonly teamId?: string
  readonly cert?: string
  readonly certKey?: string
}

/** A provider, ready to connect, and what its credentials say of whom they push to. */
export interface ProviderSetup {
  readonly endpoint: PushEndpoint
  readonly credentials: PushCredentials
  readonly bundleId?: string
  readonly deviceToken?: string
}

export function addCredentialOptions(command: Command): Command {
  return command
    .option('--to <place>', 'host:port of a gateway, or Apple’s production or development (default: 127.0.0.1:8443)')
    .option('--ca <file>', 'the root certificate of the gateway, PEM (default: that of the credentials)')
    .option('--credentials <folder>', `what \`callkit-conformance apns\` has written (default: ${DEFAULT_FOLDER})`)
    .option('--key <file>', 'an authentication key, AuthKey_….p8, with --key-id and --team-id')
    .option('--key-id <id>', 'the ten characters of the key (default: those in its file name)')
    .option('--team-id <id>', 'the ten characters of the team')
    .option('--cert <file>', 'a push certificate, PEM, with --cert-key')
    .addOption(new Option('--cert-key <file>', 'its private key, PEM').conflicts('key'))
}

/**
 * Reads the credentials that the options name. No message quotes what a file holds.
 *
 * @throws {UsageError} When they are incomplete, or a file is not what it should be.
 */
export async function providerSetup(flags: CredentialFlags): Promise<ProviderSetup> {
  const given = await givenCredentials(flags)
  const folder = given === undefined ? await credentialsIn(folderOf(flags)) : undefined
  const credentials = given ?? folder?.credentials
  if (!credentials) throw new UsageError('expected credentials: --credentials, --key or --cert')
  const { host, port } = flags.to === undefined ? (folder?.place ?? DEFAULT_PLACE) : placeOf(flags.to)
  const ca = flags.ca === undefined ? folder?.ca : await read(flags.ca, '--ca')
  return {
    endpoint: { host, port, ...(ca !== undefined && { ca }) },
    credentials,
    ...(folder?.bundleId !== undefined && { bundleId: folder.bundleId }),
    ...(folder?.deviceToken !== undefined && { deviceToken: folder.deviceToken }),
  }
}

function placeOf(to: string): { host: string; port: number } {
  if (to === 'production' || to === 'development') return apple[to]
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(to) ?? []
  const host = bracketed ?? plain
  if (host === undefined) throw new UsageError(`expected --to host:port, production or development; got ${to}`)
  if (Number(port) < 1 || Number(port) > LAST_PORT)
    throw new UsageError(`expected --to to have a port from 1 to ${LAST_PORT}; got ${to}`)
  return { host, port: Number(port) }
}

async function givenCredentials(flags: CredentialFlags): Promise<PushCredentials | undefined> {
  if (flags.cert !== undefined) {
    if (flags.certKey === undefined) throw new UsageError('expected --cert-key, the private key of --cert')
    const cert = await read(flags.cert, '--cert')
    expectPEM(() => new X509Certificate(cert), flags.cert, 'a certificate')
    return { cert, key: await readKey(flags.certKey, '--cert-key') }
  }
  if (flags.key === undefined) return undefined
  const keyId = flags.keyId ?? /^AuthKey_(\w{10})\.p8$/.exec(basename(flags.key))?.[1]
  const { teamId } = flags
  if (keyId === undefined) throw new UsageError('expected --key-id, which the name of the key’s file does not tell')
  if (teamId === undefined) throw new UsageError('expected --team-id, the team that the key belongs to')
  return { keyId, teamId, p8: await readKey(flags.key, '--key') }
}

/** Apple knows nothing of credentials that a mock has made. */
function folderOf({ to, credentials }: CredentialFlags): string {
  if (to !== undefined && Object.hasOwn(apple, to))
    throw new UsageError(`expected --key or --cert: ${to} takes only credentials that Apple has issued`)
  const folder = credentials ?? DEFAULT_FOLDER
  if (credentials === undefined && !existsSync(folder))
    throw new UsageError(
      `expected --credentials, --key or --cert; there is no folder ${folder}, which \`callkit-conformance apns\` makes`,
    )
  return folder
}

async function credentialsIn(folder: string) {
  const text = await read(join(folder, 'credentials.json'), '--credentials')
  const index = folderIndex.safeParse(parsed(text))
  if (!index.success) {
    const fields = index.error.issues.map(({ path }) => path.join('.') || 'a JSON object').join(', ')
    throw new UsageError(`expected ${join(folder, 'credentials.json')} to tell ${fields}; make the credentials anew`)
  }
  const { teamId, keyId, key, ca, bundleId, deviceToken, host, port } = index.data
  return {
    credentials: { teamId, keyId, p8: await readKey(join(folder, key), '--credentials') },
    ca: ca === undefined ? undefined : await read(join(folder, ca), '--credentials'),
    bundleId,
    deviceToken,
    place: { host: host ?? DEFAULT_PLACE.host, port: port ?? DEFAULT_PLACE.port },
  }
}

async function readKey(file: string, option: string): Promise<string> {
  const pem = await read(file, option)
  expectPEM(() => createPrivateKey(pem), file, 'a private key')
  return pem
}

/** What Node says of a file that is something else may quote it. */
function expectPEM(parse: () => unknown, file: string, what: string): void {
  try {
    parse()
  } catch {
    throw new UsageError(`expected ${file} to hold ${what} in PEM, and it holds something else`)
  }
}

async function read(file: string, option: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new UsageError(`expected a file for ${option} at ${file}, and it cannot be read (${code})`)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

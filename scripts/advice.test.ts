import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { adviceOf } from '../harness/rules/advice/advice.ts'
import { catalogue } from '../harness/rules/catalogue.ts'

const repository = fileURLToPath(new URL('..', import.meta.url))
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
const entries = catalogue.map(({ id }) => ({ id, ...adviceOf(id) }))

test.each(entries)('$id says in sentences what to do and what happens otherwise', ({ todo, otherwise }) => {
  expect(todo).toMatch(/^[A-Z].*[.)”]$/s)
  expect(otherwise).toMatch(/^[A-Z].*[.)”]$/s)
})

test('no line of code is too long to be read in a terminal', () => {
  const lines = entries.flatMap(({ swift = '', typescript = '', http = '' }) =>
    `${swift}\n${typescript}\n${http}`.split('\n'),
  )
  expect(lines.filter((line) => line.length > 116)).toEqual([])
})

// What the examples take for granted of the class that they stand in.
const surroundings = `
import { AVAudioEngine, AVAudioSession } from '../mocks/frameworks/typescript/avfaudio/index.ts'
import * as callkit from '../mocks/frameworks/typescript/callkit/index.ts'
import { now, UUID } from '../mocks/frameworks/typescript/foundation/index.ts'
import { PKPushRegistry, PKPushType, type PKPushCredentials, type PKPushPayload, type PKVoIPPushMetadata } from '../mocks/frameworks/typescript/pushkit/index.ts'
import { SKPaymentQueue } from '../mocks/frameworks/typescript/storekit/index.ts'
import type { UIApplication } from '../mocks/frameworks/typescript/uikit/index.ts'
const { CXCallController, CXCallUpdate, CXEndCallAction, CXErrorCodeIncomingCallError, CXHandle, CXProvider, CXProviderConfiguration, CXSetMutedCallAction, CXStartCallAction, CXTransaction } = callkit
type CXAnswerCallAction = callkit.CXAnswerCallAction
type CXCallAction = callkit.CXCallAction
type CXCallEndedReason = callkit.CXCallEndedReason
type CXCallUpdate = callkit.CXCallUpdate
type CXEndCallAction = callkit.CXEndCallAction
type CXProvider = callkit.CXProvider
type CXSetHeldCallAction = callkit.CXSetHeldCallAction
type CXSetMutedCallAction = callkit.CXSetMutedCallAction
interface Call { readonly uuid: UUID; connect(seconds: number): Promise<boolean>; stopMedia(): void; setMediaEnabled(enabled: boolean): void }
interface Server {
  callerOf(uuid: UUID): Promise<string>
  decline(uuid: UUID): Promise<void>
  hangUp(uuid: UUID, seconds: number): Promise<void>
  register(token: string): Promise<void>
  setHeld(uuid: UUID, onHold: boolean): Promise<void>
}
abstract class App {
  readonly provider = new CXProvider(new CXProviderConfiguration())
  readonly controller = new CXCallController()
  readonly registry = new PKPushRegistry(null)
  readonly engine = new AVAudioEngine()
  readonly calls = new Map<string, Call>()
  readonly endsKnown = new Map<string, CXCallEndedReason>()
  isActive = false
  hasMedia = false
  abstract readonly server: Server
  abstract read(payload: PKPushPayload): { readonly uuid: UUID; readonly caller: string } | null
  abstract remember(uuid: UUID): void
  abstract show(error: Error): void
  abstract configureAudioSession(): void
  abstract providerDidReset(): void
  abstract pushRegistryDidUpdatePushCredentials(registry: PKPushRegistry, credentials: PKPushCredentials): void
  abstract pushRegistryDidReceiveIncomingPush(registry: PKPushRegistry, payload: PKPushPayload, type: PKPushType, completion: () => void): void
}
void [AVAudioSession, CXCallUpdate, CXEndCallAction, CXErrorCodeIncomingCallError, CXHandle, CXSetMutedCallAction, CXStartCallAction, CXTransaction, now, PKPushType, SKPaymentQueue]
`

test('the examples in TypeScript hold for a strict compiler', async () => {
  const examples = entries.filter(({ typescript }) => typescript !== undefined)
  expect(examples.length).toBeGreaterThan(15)
  // In the repository, so that what it imports is found.
  const out = join(repository, 'reports/out')
  await mkdir(out, { recursive: true })
  const folder = await mkdtemp(join(out, 'advice-'))
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
  const classes = examples.map(
    ({ id, typescript }) => `export abstract class ${id.replaceAll('-', '_')} extends App {\n${typescript}\n}`,
  )
  const up = surroundings.replaceAll("'../mocks", "'../../../mocks")
  await writeFile(join(folder, 'examples.ts'), `${up}\n${classes.join('\n')}\n`)
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../../tsconfig.json',
      compilerOptions: { noUnusedLocals: false },
      include: ['*.ts'],
      exclude: [],
    }),
  )
  const { code, stdout } = await compile(folder)
  expect(stdout).toBe('')
  expect(code).toBe(0)
})

function compile(folder: string): Promise<{ code: number; stdout: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, '-p', folder], (error, stdout) => {
      resolve({ code: error ? 1 : 0, stdout })
    })
  })
}

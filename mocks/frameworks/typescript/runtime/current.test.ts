import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { AVAudioSession } from '../avfaudio/index.ts'
import { CXCallController, CXProvider, CXProviderConfiguration } from '../callkit/index.ts'
import { DispatchQueue, ProcessInfo, URLSession } from '../foundation/index.ts'
import { PKPushRegistry } from '../pushkit/index.ts'
import type { AppRuntime } from './app-runtime.ts'
import type * as current from './current.ts'

test.each<{ what: string; use: () => unknown }>([
  { what: 'CXProvider', use: () => new CXProvider(new CXProviderConfiguration()) },
  { what: 'CXCallController', use: () => new CXCallController() },
  { what: 'PKPushRegistry', use: () => new PKPushRegistry(null) },
  { what: 'AVAudioSession', use: () => AVAudioSession.sharedInstance() },
  { what: 'ProcessInfo', use: () => ProcessInfo.processInfo.environment },
  { what: 'URLSession', use: () => URLSession.shared.data('http://127.0.0.1') },
  { what: 'DispatchQueue', use: () => DispatchQueue.main.async(() => {}) },
])('without a phone $what says how to get one', ({ use }) => {
  expect(use).toThrow(/^no phone: .*Run it with: callkit-conformance run --app/)
})

test('an app that imports another copy of the package is told which ones there are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'callkit-copy-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const place = join(folder, 'current.ts')
  await copyFile(fileURLToPath(new URL('current.ts', import.meta.url)), place)
  const copy = (await import(place)) as typeof current
  const use = () => copy.inRuntime({} as AppRuntime, () => new CXCallController())
  expect(use).toThrow(`than the one that launched it (${pathToFileURL(place)})`)
})

import { expect, test } from 'vitest'
import { AVAudioSession } from '../avfaudio/index.ts'
import { CXCallController, CXProvider, CXProviderConfiguration } from '../callkit/index.ts'
import { DispatchQueue, ProcessInfo, URLSession } from '../foundation/index.ts'
import { PKPushRegistry } from '../pushkit/index.ts'

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

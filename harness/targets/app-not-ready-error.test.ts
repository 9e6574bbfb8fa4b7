import { expect, test } from 'vitest'
import { registry, terminate } from '../rules/testing/happenings.ts'
import { traceOf } from '../rules/testing/trace-of.ts'
import type { Happening } from '../trace/events.ts'
import { AppNotReadyError } from './app-not-ready-error.ts'

const bundleId = 'com.example.app'
const opened: Happening = { name: 'link.open', bundleId, pid: 1, uncertainty: 0 }
const log = (line: string): Happening => ({ name: 'app.log', bundleId, stream: 'stderr', line })

test.each<{ happenings: Happening[]; message: RegExp }>([
  {
    happenings: [],
    message: /^app did not connect to its phone within 10 ms\. An app has to be started through the frameworks/,
  },
  {
    happenings: [opened],
    message: /^app did not register for VoIP pushes within 10 ms of its start\. Create a PKPushRegistry/,
  },
  {
    happenings: [opened, registry],
    message: /^app asked for VoIP pushes and got no device token\. Give its build the aps-environment entitlement/,
  },
  {
    happenings: [log('Error: boom'), terminate({ by: 'app', code: 'exit code 1', reason: 'Error: boom' })],
    message: /^app ended at start \(exit code 1\): Error: boom\nIts last output:\n {2}Error: boom$/,
  },
  {
    happenings: [terminate({ by: 'system', code: 'launch timeout', reason: 'no handshake' })],
    message: /^app was ended at start \(launch timeout\): no handshake$/,
  },
  {
    happenings: [{ name: 'link.garbage', bundleId, excerpt: 'Hello!', reason: 'not JSON' }, terminate()],
    message: /^app sent something over its link that is no message: not JSON: Hello!$/,
  },
])('it says what is wrong: $message', ({ happenings, message }) => {
  const { events } = traceOf(...happenings.map((happening) => [0, happening] as const))
  expect(new AppNotReadyError('app', events, 10).message).toMatch(message)
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { BUNDLE, OTHER_BUNDLE, PhoneStand } from '../../testing/phone-stand.ts'
import { WebDriverAgent } from '../web-driver-agent.ts'

const given = { arguments: ['-verbose'], environment: { SERVER: 'staging' } }

let stand: PhoneStand
let agent: WebDriverAgent
let session: string

async function post(path: string, body: object): Promise<unknown> {
  const response = await fetch(agent.url + path, { method: 'POST', body: JSON.stringify(body) })
  const { value }: { value: unknown } = await response.json()
  return value
}

async function open(capabilities: object): Promise<void> {
  const value = (await post('/session', { capabilities: { alwaysMatch: capabilities } })) as { sessionId: string }
  session = `/session/${value.sessionId}`
}

const launch = (bundleId: string, options: object = {}) => post(`${session}/wda/apps/launch`, { bundleId, ...options })

async function processArguments(): Promise<unknown> {
  const response = await fetch(`${agent.url}${session}/wda/activeAppInfo`)
  const { value }: { value: { processArguments: unknown } } = await response.json()
  return value.processArguments
}

beforeEach(async () => {
  stand = await PhoneStand.open()
  agent = await WebDriverAgent.start({ ...stand.phone, clock: stand.clock })
})

afterEach(async () => {
  await agent[Symbol.asyncDispose]()
  await stand[Symbol.asyncDispose]()
})

test('the app that a session is opened for is launched with what the capabilities say', async () => {
  await open({ bundleId: BUNDLE, ...given })
  expect(stand.app.launched).toMatchObject({ bundleId: BUNDLE, ...given })
  expect(await processArguments()).toEqual({ args: ['-verbose'], env: { SERVER: 'staging' } })
})

test('an app that is launched in a session gets what is said then, if it did not run', async () => {
  await open({ bundleId: BUNDLE, arguments: null })
  expect(await processArguments()).toEqual({ args: [], env: {} })
  await launch(BUNDLE, given)
  expect(await processArguments()).toEqual({ args: [], env: {} })
  await stand.phone.controls.terminate(BUNDLE)
  await launch(BUNDLE, given)
  expect(stand.app.launched).toMatchObject(given)
  expect(await processArguments()).toEqual({ args: ['-verbose'], env: { SERVER: 'staging' } })
})

test('of another app the session does not remember what it was launched with', async () => {
  await open({ bundleId: BUNDLE })
  await launch(OTHER_BUNDLE, given)
  expect(stand.other.launched).toMatchObject(given)
  expect(await processArguments()).toEqual({ args: [], env: {} })
})

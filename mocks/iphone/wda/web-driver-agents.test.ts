import { afterEach, beforeEach, expect, test } from 'vitest'
import { Screen } from '../screen/screen.ts'
import { PaperPhone } from '../screen/testing/paper-phone.ts'
import { WebDriverAgents } from './web-driver-agents.ts'

let agents: WebDriverAgents

beforeEach(async () => {
  agents = await WebDriverAgents.start()
})

afterEach(() => agents[Symbol.asyncDispose]())

function add(udid: string): { phone: PaperPhone; url: string } {
  const phone = new PaperPhone({ udid })
  return { phone, url: agents.add({ screen: new Screen(phone, phone), source: phone, controls: phone }) }
}

async function call(url: string, body?: object): Promise<{ value: unknown; sessionId: string | null }> {
  const response = await fetch(url, body ? { method: 'POST', body: JSON.stringify(body) } : {})
  return (await response.json()) as { value: unknown; sessionId: string | null }
}

async function openSession(url: string): Promise<string> {
  const { sessionId } = await call(`${url}/session`, { capabilities: {} })
  return `${url}/session/${sessionId}`
}

test('serve many phones on one port, whose sessions know nothing of one another', async () => {
  const phones = Array.from({ length: 8 }, (_, index) => add(`phone ${index}`))
  expect(new Set(phones.map(({ url }) => new URL(url).port)).size).toBe(1)
  const sessions = await Promise.all(phones.map(({ url }) => openSession(url)))
  for (const { phone } of phones) phone.add({ state: 'ringing', displayName: phone.udid })
  await Promise.all(sessions.map((session) => call(`${session}/wda/tap`, { x: 350, y: 54 })))
  for (const { phone } of phones) expect(phone.used).toHaveLength(1)
  const [first, second] = phones
  const [session = ''] = sessions
  const foreign = session.replace(first?.url ?? '', second?.url ?? '')
  expect(await call(foreign)).toMatchObject({ value: { error: 'invalid session id' } })
  expect(await call(session)).toMatchObject({ value: { sessionId: session.split('/').at(-1) } })
})

test('say which phones there are', async () => {
  const { url } = add('a/b')
  expect(new URL(url).pathname).toBe('/phones/a%2Fb')
  expect(await call(`${url}/status`)).toMatchObject({ value: { ready: true } })
  const elsewhere = await call(new URL('/phones/c/status', url).href)
  expect(elsewhere).toMatchObject({
    value: { error: 'unknown command', message: expect.stringContaining('/phones/a%2Fb') },
  })
})

test('end alone when they are told to', async () => {
  const [one, other] = [add('one'), add('other')]
  await fetch(`${one.url}/wda/shutdown`)
  expect(await call(`${one.url}/status`)).toMatchObject({ value: { error: 'unknown command' } })
  expect(await call(`${other.url}/status`)).toMatchObject({ value: { ready: true } })
})

test('take each name once, and let phones go', async () => {
  const { url } = add('one')
  expect(() => add('one')).toThrow(/'one' already/)
  agents.remove('one')
  expect(await call(`${url}/status`)).toMatchObject({ value: { error: 'unknown command' } })
  add('one')
  expect(await call(`${url}/status`)).toMatchObject({ value: { ready: true } })
})

import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Emitter } from '../../events/emitter.ts'
import type { PhoneEvent } from '../events.ts'
import { CALL, PhoneStand } from '../testing/phone-stand.ts'
import { PhonePages } from './phone-pages.ts'
import type { PageDevice } from './page-device.ts'
import type { PhoneView } from './phone-view.ts'
import { EventReader } from './testing/event-reader.ts'
import { PageServer } from './testing/page-server.ts'

let stand: PhoneStand
let device: PageDevice
let pages: PhonePages
let server: PageServer

beforeEach(async () => {
  stand = await PhoneStand.ringing()
  device = stand.phone
  pages = new PhonePages(() => [device])
  server = await PageServer.start((request, response) => pages.handle(request, response))
})

afterEach(async () => {
  await server[Symbol.asyncDispose]()
  await pages[Symbol.asyncDispose]()
  await stand[Symbol.asyncDispose]()
})

async function post(path: string, body: unknown = {}, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as unknown }
}

const read = (path = '/phone/stand/events') => EventReader.open<PhoneView>(`${server.url}${path}`)
const labels = ({ controls }: PhoneView) => controls.map(({ label }) => label)

describe('a reader', () => {
  test('is told at once what the phone shows, and whenever that changes', async () => {
    await using reader = await read()
    const first = await reader.next()
    expect(labels(first.data)).toEqual(['Decline', 'Answer call', 'com.example.scripted', 'com.example.other'])
    expect(first).toMatchObject({ event: 'view', data: { udid: 'stand', locked: false, language: 'en' } })
    await post('/phone/stand/lock')
    const locked = await reader.until(({ data }) => data.locked)
    expect(locked.data.controls).toContainEqual(expect.objectContaining({ kind: 'slider', label: 'slide to answer' }))
  })

  test('sees time pass, of which no event tells', async () => {
    await using reader = await read()
    stand.phone.controls.answer(CALL)
    await stand.complete('fulfill')
    await stand.clock.sleep(5000)
    const { data } = await reader.until((event) => event.data.reading.includes('00:05'))
    expect(data.announcement).toBe('Call with +15550100')
  })

  test('sees the phone that replaces the one behind', async () => {
    await using reader = await read()
    await reader.next()
    await using fresh = await PhoneStand.open()
    device = fresh.phone
    pages.changed('stand')
    await reader.until(({ data }) => data.announcement === '')
    await fresh.report()
    const { data } = await reader.until((event) => event.data.announcement !== '')
    expect(data.announcement).toBe('Incoming call from +15550100')
  })

  test('of all phones is told of each', async () => {
    await using reader = await read('/events')
    expect((await reader.next()).data).toMatchObject({ udid: 'stand', announcement: 'Incoming call from +15550100' })
  })

  test('who has gone is forgotten: the phone is not looked at for nobody', async () => {
    const events = new Emitter<PhoneEvent>()
    const { udid, screen, source, controls, clock } = stand.phone
    device = { udid, screen, source, controls, clock, events }
    await using other = await read()
    await using reader = await read()
    await Promise.all([other.next(), reader.next()])
    expect(events.isHeard).toBe(true)
    await other[Symbol.asyncDispose]()
    await reader[Symbol.asyncDispose]()
    await expect.poll(() => events.isHeard).toBe(false)
  })

  test('of a phone that cannot be drawn is told so, and everybody else goes on', async () => {
    await using broken = await PhoneStand.open()
    const { clock, controls, events, screen, source } = broken.phone
    const state = { isBroken: false }
    const failing = {
      udid: 'broken',
      clock,
      controls,
      events,
      source,
      get screen() {
        if (state.isBroken) throw new Error('a label is no text')
        return screen
      },
    }
    await using other = new PhonePages(() => [failing, stand.phone])
    await using both = await PageServer.start((request, response) => other.handle(request, response))
    await using reader = await EventReader.open<PhoneView>(`${both.url}/events`)
    await reader.until(({ data }) => data.udid === 'stand')
    state.isBroken = true
    const failed = await reader.until(({ event }) => event === 'failed')
    expect(failed.data).toEqual({ udid: 'broken', error: 'a label is no text' })
    stand.phone.controls.lock()
    await reader.until(({ data }) => data.locked)
    await using late = await EventReader.open<PhoneView>(`${both.url}/phone/broken/events`)
    expect(await late.next()).toEqual(failed)
    state.isBroken = false
    await late.until(({ event }) => event === 'view')
  })

  test('is let go when the pages are closed', async () => {
    await using reader = await read()
    await reader.next()
    await pages[Symbol.asyncDispose]()
    await expect(reader.until(() => false)).rejects.toThrow(/stream has ended|aborted/)
  })
})

describe('a command', () => {
  test('touches a control, as a finger does', async () => {
    await using reader = await read()
    const answer = (await reader.next()).data.controls.find(({ label }) => label === 'Answer call')
    expect(await post('/phone/stand/touch', { control: answer?.id })).toEqual({ status: 200, body: {} })
    expect(stand.all('ui.tap')).toMatchObject([{ control: 'answer' }])
    expect(await post('/phone/stand/touch', { control: answer?.id })).toMatchObject({
      status: 409,
      body: { code: 'CONTROL_GONE' },
    })
  })

  test.each([
    ['/phone/other/home', {}, 404, /there is no phone "other"; there are stand/],
    ['/phone/stand/shake', {}, 404, /POST \/phone\/<udid>\/<touch\|home\|lock\|unlock\|open>/],
    ['/phone/stand/open', { bundleId: 'com.example.none' }, 404, /installed: com\.example\.scripted/],
    ['/phone/stand/open', {}, 400, /bundleId/],
    ['/phone/stand/touch', { control: 'x', pull: 2 }, 400, /pull/],
    ['/phone/stand/home', { now: true }, 400, /now/],
    ['/phone/stand/home', '{', 400, /expected a body of JSON/],
    ['/phone/stand/home', 'x'.repeat(70_000), 413, /at most 65536 bytes/],
    ['/phones', {}, 404, /expected GET/],
  ])('%s %j is refused with %i', async (path, body, status, message) => {
    const refused = await post(path, body)
    expect(refused.status).toBe(status)
    expect(refused.body).toMatchObject({ error: expect.stringMatching(message), code: expect.any(String) })
  })

  test('of a page from elsewhere is refused, and so is a body that a form could send', async () => {
    expect(await post('/phone/stand/home', {}, { origin: 'http://evil.example' })).toMatchObject({
      status: 403,
      body: { code: 'PAGE_ORIGIN' },
    })
    expect(await post('/phone/stand/home', {}, { 'content-type': 'text/plain' })).toMatchObject({ status: 415 })
    expect(await post('/phone/stand/home', {}, { origin: server.url })).toMatchObject({ status: 200 })
  })
})

test.each([
  ['evil.example', 403],
  ['localhost', 200],
  ['[::1]:80', 200],
])('a browser that asks for %j gets %i', async (host, status) => {
  const request = httpRequest(`${server.url}/`, { headers: { host } }).end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  expect(response.statusCode).toBe(status)
  await text(response)
})

test('lets a page run no script but its own', async () => {
  const response = await fetch(server.url)
  expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self'/)
  expect(await response.text()).toContain('data-phone="phone/stand"')
})

test('serves all that its pages load', async () => {
  const page = await (await fetch(server.url)).text()
  const loaded = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path]) => path)
  expect(loaded.length).toBeGreaterThan(3)
  for (const path of loaded) expect((await fetch(`${server.url}/${path}`)).status, path).toBe(200)
})

test.each(['/elsewhere', '/%zz', '/status'])('leaves %s alone', async (path) => {
  const response = await fetch(`${server.url}${path}`)
  expect([response.status, await response.text()]).toEqual([404, 'not ours'])
})

test('takes what it can show by GET only', async () => {
  expect((await fetch(`${server.url}/phone/stand`, { method: 'DELETE' })).status).toBe(405)
})

test('garbage does no harm', async () => {
  await fc.assert(
    fc.asyncProperty(fc.webPath(), fc.constantFrom('GET', 'POST', 'PUT'), fc.string(), async (path, method, body) => {
      const request = httpRequest(`${server.url}`, { method, path: `/phone/stand${path}` })
      request.setHeader('content-type', 'application/json')
      request.end(method === 'GET' ? undefined : body)
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      response.destroy()
      expect(response.statusCode).toBeLessThan(500)
    }),
    { numRuns: 100 },
  )
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (noise) => {
      const socket = connect(server.port, '127.0.0.1')
      socket.on('error', () => {})
      socket.end(noise)
      socket.resume()
      await once(socket, 'close')
    }),
    { numRuns: 30 },
  )
  expect((await fetch(server.url)).status).toBe(200)
})

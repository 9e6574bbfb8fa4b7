import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { IN_CALL_SERVICE, SPRINGBOARD } from '../releases.ts'
import { PaperPhone } from '../screen/testing/paper-phone.ts'
import { Screen } from '../screen/screen.ts'
import { ELEMENT_KEY } from './element-cache.ts'
import { WebDriverAgent } from './web-driver-agent.ts'

interface Answer {
  readonly status: number
  readonly value: unknown
}

let phone: PaperPhone
let wda: WebDriverAgent
let session: string

beforeEach(async () => {
  phone = new PaperPhone()
  wda = await WebDriverAgent.start({
    screen: new Screen(phone, phone),
    source: phone,
    controls: phone,
    requestTimeout: 300,
  })
  session = await open()
})

afterEach(() => wda[Symbol.asyncDispose]())

async function call(method: string, path: string, body?: string | object): Promise<Answer> {
  const response = await fetch(wda.url + path, {
    method,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const { value } = (await response.json()) as { value: unknown }
  return { status: response.status, value }
}

async function open(capabilities: object = {}): Promise<string> {
  const { value } = await call('POST', '/session', { capabilities: { firstMatch: [capabilities] } })
  return `/session/${(value as { sessionId: string }).sessionId}`
}

async function find(using: string, value: string): Promise<string> {
  const { value: found } = await call('POST', `${session}/element`, { using, value })
  return (found as Record<string, string>)[ELEMENT_KEY] ?? ''
}

function lookIn(bundleId: string): Promise<Answer> {
  return call('POST', `${session}/appium/settings`, { settings: { defaultActiveApplication: bundleId } })
}

const error = (code: string) => ({ value: expect.objectContaining({ error: code }) })

describe('a session', () => {
  test('is replaced by the next', async () => {
    const next = await open()
    expect(await call('GET', session)).toMatchObject({ status: 404, ...error('invalid session id') })
    expect((await call('GET', next)).status).toBe(200)
  })

  test('launches the app that it is for, and misses it when it dies', async () => {
    session = await open({ bundleId: 'com.example.voip' })
    expect(phone.used).toContain('activate com.example.voip')
    await phone.terminate('com.example.voip')
    expect(await call('GET', `${session}/source`)).toMatchObject({ status: 400, ...error('invalid element state') })
  })

  test('does not miss an app that it has terminated itself', async () => {
    session = await open({ bundleId: 'com.example.voip' })
    expect(await call('POST', `${session}/wda/apps/terminate`, { bundleId: 'com.example.voip' })).toMatchObject({
      value: true,
    })
    expect(await call('GET', `${session}/wda/activeAppInfo`)).toMatchObject({ value: { bundleId: SPRINGBOARD } })
  })

  test('is not created for an app that is not installed', async () => {
    const body = { capabilities: { alwaysMatch: { bundleId: 'com.example.none' } } }
    expect(await call('POST', '/session', body)).toMatchObject({ status: 500, ...error('session not created') })
  })
})

describe('an element', () => {
  test('is found, described and touched', async () => {
    const uuid = phone.add({ state: 'ringing' })
    await lookIn(IN_CALL_SERVICE)
    const id = await find('accessibility id', 'acceptCall')
    expect(await call('GET', `${session}/element/${id}/attribute/label`)).toMatchObject({ value: 'Accept' })
    expect(await call('GET', `${session}/element/${id}/attribute/visible`)).toMatchObject({ value: 'true' })
    expect(await call('GET', `${session}/element/${id}/name`)).toMatchObject({ value: 'XCUIElementTypeButton' })
    expect(await call('GET', `${session}/element/${id}/rect`)).toMatchObject({ value: { width: 48, height: 48 } })
    expect(await call('POST', `${session}/element/${id}/click`, {})).toEqual({ status: 200, value: null })
    expect(phone.used).toEqual([`answer ${uuid}`])
  })

  test('keeps its reference, and is stale once another call has taken its place', async () => {
    phone.add({ state: 'ringing' })
    await lookIn(IN_CALL_SERVICE)
    const id = await find('id', 'acceptCall')
    expect(await find('name', 'acceptCall')).toBe(id)
    phone.calls = []
    phone.add({ state: 'ringing' })
    expect(await call('POST', `${session}/element/${id}/click`)).toMatchObject({
      status: 404,
      ...error('stale element reference'),
    })
    expect(await find('id', 'acceptCall')).not.toBe(id)
  })

  test('is looked for below another', async () => {
    const window = await find('class name', 'XCUIElementTypeWindow')
    const below = `${session}/element/${window}/elements`
    const { value } = await call('POST', below, { using: 'predicate string', value: 'type ENDSWITH "Icon"' })
    expect(value).toHaveLength(2)
  })

  test.each([
    ['accessibility id', 'none', 404, 'no such element'],
    ['predicate string', 'name ==', 400, 'invalid argument'],
    ['class chain', 'Button', 400, 'invalid selector'],
    ['xpath', '//[', 400, 'invalid selector'],
    ['constructor', 'x', 400, 'invalid argument'],
  ])('by %s %s is refused with %d %s', async (using, value, status, code) => {
    const answer = await call('POST', `${session}/element`, { using, value })
    expect(answer).toMatchObject({ status, ...error(code) })
  })
})

describe('fingers', () => {
  test.each([
    ['/wda/tap', { x: 350, y: 54 }, 'answer'],
    ['/actions', { actions: [{ type: 'pointer', id: 'f', actions: path([{ x: 292, y: 54 }]) }] }, 'decline'],
  ])('%s taps what is there', async (route, body, used) => {
    phone.add({ state: 'ringing' })
    await call('POST', session + route, body)
    expect(phone.used[0]).toMatch(used)
  })

  test.each([
    ['/wda/dragfromtoforduration', { fromX: 60, fromY: 750, toX: 330, toY: 750, duration: 0.1 }],
    [
      '/actions',
      {
        actions: [
          {
            type: 'pointer',
            id: 'f',
            actions: path([
              { x: 60, y: 750 },
              { x: 330, y: 750 },
            ]),
          },
        ],
      },
    ],
  ])('%s pulls the slider', async (route, body) => {
    phone.locked = true
    phone.add({ state: 'ringing' })
    await call('POST', session + route, body)
    expect(phone.used[0]).toMatch('answer')
  })

  test('swipe across an element; a tap on the slider does not answer', async () => {
    phone.locked = true
    phone.add({ state: 'ringing' })
    await lookIn(IN_CALL_SERVICE)
    const slider = await find('id', 'slideToAnswer')
    await call('POST', `${session}/wda/element/${slider}/tap`, {})
    expect(phone.used).toEqual([])
    await call('POST', `${session}/wda/element/${slider}/swipe`, { direction: 'right' })
    expect(phone.used[0]).toMatch('answer')
  })
})

test('shows the screen', async () => {
  phone.add({ state: 'active', displayName: 'A & <B>' })
  const { value: xml } = await call('GET', `${session}/source?format=xml&scope=AppiumAUT`)
  expect(xml).toMatch(/<AppiumAUT><XCUIElementTypeApplication .*label="A &amp; &lt;B&gt;"/)
  const { value: png } = await call('GET', '/screenshot')
  expect(Buffer.from(String(png), 'base64').subarray(1, 4).toString()).toBe('PNG')
  expect(await call('GET', `${session}/source?scope=a%20b`)).toMatchObject(error('invalid argument'))
  expect(await call('GET', `${session}/source?format=pdf`)).toMatchObject(error('unsupported operation'))
})

test('handles apps and the lock', async () => {
  const bundleId = 'com.example.voip'
  const app = (command: string) => call('POST', `${session}/wda/apps/${command}`, { bundleId })
  expect(await app('state')).toMatchObject({ value: 1 })
  await app('activate')
  expect(await app('state')).toMatchObject({ value: 4 })
  await call('POST', '/wda/homescreen')
  await call('POST', `${session}/wda/lock`)
  expect(await call('GET', '/wda/locked')).toMatchObject({ value: true })
  await call('POST', `${session}/url`, { url: 'voip://call' })
  expect(phone.used).toEqual(['activate com.example.voip', 'home', 'lock', 'openURL voip://call'])
})

describe('a bad request', () => {
  test.each([
    ['POST', '/session', '{', 400, 'invalid argument'],
    ['POST', '/session', '[]', 400, 'invalid argument'],
    ['POST', '/session', '{}', 400, 'invalid argument'],
    ['POST', '/session', `{"x":"${'x'.repeat(1_100_000)}"}`, 400, 'invalid argument'],
    ['GET', '/nothing', undefined, 404, 'unknown command'],
    ['PUT', '/status', '{}', 404, 'unknown command'],
    ['GET', '/session/none/source', undefined, 404, 'invalid session id'],
    ['GET', '/%zz', undefined, 404, 'unknown command'],
  ])('%s %s is answered', async (method, path, body, status, code) => {
    expect(await call(method, path, body)).toMatchObject({ status, ...error(code) })
    expect((await call('GET', '/status')).status).toBe(200)
  })

  test.each([
    [
      'that takes too long',
      'POST /session HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{',
      /^HTTP\/1\.1 408 [^]*too long/,
    ],
    ['that is no HTTP', 'hello\r\n\r\n', /^HTTP\/1\.1 400 [^]*no HTTP request/],
  ])('%s is answered and cut off', async (_, bytes, expected) => {
    const socket = connect(Number(new URL(wda.url).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.write(bytes)
    await once(socket, 'close')
    expect(answer).toMatch(expected)
  })
})

function path(points: readonly { x: number; y: number }[]): object[] {
  const [first, ...rest] = points.map((point) => ({ type: 'pointerMove', ...point }))
  return [first ?? {}, { type: 'pointerDown' }, { type: 'pause', duration: 10 }, ...rest, { type: 'pointerUp' }]
}

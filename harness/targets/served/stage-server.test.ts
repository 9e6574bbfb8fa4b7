import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { STAGE_VERSION } from './messages.ts'
import { openStage, servedPhones, type ServedPhones } from './testing/served-phones.ts'

let phones: ServedPhones
let stageUrl: string

beforeAll(async () => {
  phones = await servedPhones()
  stageUrl = `${phones.root}/phone/served-0/stage`
})
afterAll(() => phones[Symbol.asyncDispose]())

/** Says something to a stage, and waits until it hangs up. @returns what it has answered last. */
async function say(text: string | Buffer, headers: Record<string, string> = {}): Promise<unknown> {
  const socket = new WebSocket(stageUrl, { headers })
  let answer = '{}'
  socket.on('message', (data) => (answer = data.toString()))
  await once(socket, 'open')
  socket.send(text)
  await once(socket, 'close')
  return JSON.parse(answer)
}

const opening = { type: 'open', version: STAGE_VERSION, bundleId: 'com.example.reference', release: '18.2' }

test.each([
  { what: 'garbage', text: 'Hello!', code: 'STAGE_GARBAGE', says: 'not JSON: Hello!' },
  { what: 'bytes', text: Buffer.from([0, 255]), code: 'STAGE_GARBAGE', says: 'not JSON' },
  { what: 'an unknown message', text: '{"type":"dance"}', code: 'STAGE_GARBAGE', says: '{"type":"dance"}' },
  {
    what: 'a command before it is open',
    text: '{"type":"launch","id":1}',
    code: 'STAGE_GARBAGE',
    says: 'expected "open"',
  },
  { what: 'another version', text: { ...opening, version: 99 }, code: 'STAGE_VERSION', says: 'version 99' },
  {
    what: 'another app',
    text: { ...opening, bundleId: 'com.other' },
    code: 'STAGE_OTHER_APP',
    says: 'com.example.reference',
  },
  { what: 'another release', text: { ...opening, release: '26.0' }, code: 'STAGE_OTHER_RELEASE', says: 'has iOS 18.2' },
])('$what is refused, and why', async ({ text, code, says }) => {
  const said = typeof text === 'string' || text instanceof Buffer ? text : JSON.stringify(text)
  expect(await say(said)).toEqual({ type: 'refused', code, message: expect.stringContaining(says) })
})

test('whoever was refused takes no phone, even without hanging up', async () => {
  let phonesTaken = 0
  const ends = phones.slots[0]?.replaced.subscribe(() => phonesTaken++)
  const socket = new WebSocket(stageUrl)
  await once(socket, 'open')
  for (const text of ['garbage', JSON.stringify(opening), 'garbage']) socket.send(text)
  await once(socket, 'close')
  await using stand = await openStage(phones)
  expect(stand.stage.udid).toBe('served-0')
  expect(phonesTaken).toBe(1)
  ends?.()
})

test('a message beyond the limit ends the connection, and nothing else', async () => {
  const socket = new WebSocket(stageUrl)
  await once(socket, 'open')
  socket.send('x'.repeat(2 * 1024 * 1024))
  const [code] = await once(socket, 'close')
  expect(code).toBe(1009)
  await using stand = await openStage(phones)
  expect(stand.stage.udid).toBe('served-0')
})

test('a phone that is not there is told from one that is', async () => {
  await expect(openStage(phones, { url: `${phones.root}/phone/nobody/stage` })).rejects.toMatchObject({
    code: 'STAGE_NO_SUCH_PHONE',
    message: expect.stringContaining('there are served-0'),
  })
})

test('where nothing is served, that is said', async () => {
  await expect(openStage(phones, { url: 'ws://127.0.0.1:9/phone/served-0/stage' })).rejects.toMatchObject({
    code: 'STAGE_UNREACHABLE',
    message: expect.stringContaining('callkit-conformance serve'),
  })
})

test.each([
  { what: 'a web page of another site', headers: { origin: 'https://evil.example' } },
  { what: 'a name that is not the server’s', headers: { host: 'rebound.example' } },
])('$what may not play', async ({ headers }) => {
  const socket = new WebSocket(stageUrl, { headers })
  const [error] = await once(socket, 'error')
  expect(String(error)).toContain('403')
})

test.each([
  { host: 'rebound.example', origin: 'http://rebound.example', outcome: '403' },
  { host: 'phones.example', origin: undefined, outcome: 'let in' },
])('a server for others, called $host by a page of $origin: $outcome', async ({ host, origin, outcome }) => {
  await using open = await servedPhones({ isCalled: () => true })
  const headers = { host, ...(origin !== undefined && { origin }) }
  const socket = new WebSocket(`${open.root}/phone/served-0/stage`, { headers })
  const answered = await new Promise((resolve) => {
    socket.on('open', () => resolve('let in'))
    socket.on('error', (error) => resolve(String(error)))
  })
  socket.close()
  expect(answered).toContain(outcome)
})

test('one client at a time has a phone, and one that vanishes gives it back', async () => {
  const url = stageUrl
  const first = new WebSocket(url)
  await once(first, 'open')
  first.send(JSON.stringify(opening))
  const opened = Promise.withResolvers<void>()
  first.on('message', (data) => {
    if (data.toString().includes('"opened"')) opened.resolve()
  })
  await opened.promise
  await expect(openStage(phones)).rejects.toMatchObject({
    code: 'STAGE_TAKEN',
    message: expect.stringContaining('another client'),
  })
  const gone = once(first, 'close')
  first.terminate()
  await gone
  await using stand = await openStage(phones)
  expect(stand.recorder.events.map(({ name }) => name)).toEqual(['sys.boot'])
})

test('a stage that is lost says so when it is asked, and when it is closed', async () => {
  const other = await servedPhones()
  const stand = await openStage(other)
  await other[Symbol.asyncDispose]()
  await expect(stand.stage.app.launch()).rejects.toMatchObject({ code: 'STAGE_LOST' })
  await expect(stand[Symbol.asyncDispose]()).rejects.toMatchObject({ code: 'STAGE_LOST' })
})

test('a client whose machine has gone gives its phone back', async () => {
  await using other = await servedPhones({ heartbeatMs: 50 })
  const silent = new WebSocket(`${other.root}/phone/served-0/stage`, { autoPong: false })
  await once(silent, 'open')
  silent.send(JSON.stringify(opening))
  const [code] = await once(silent, 'close')
  expect(code).toBe(1006)
  await using stand = await openStage(other)
  expect(stand.stage.udid).toBe('served-0')
})

test('a client is not taken to have gone because this process did not get to run', async () => {
  await using other = await servedPhones({ heartbeatMs: 20 })
  await using stand = await openStage(other)
  for (let stall = 0; stall < 10; stall++) {
    const end = performance.now() + 50
    while (performance.now() < end);
    await setImmediate()
  }
  await stand.stage.app.launch()
  expect(stand.stage.app.state).toBe('foreground')
})

/** Asks for a WebSocket on a socket of its own, as no client that keeps to the protocol would. */
async function upgrading(path: string, { root }: ServedPhones = phones): Promise<Socket> {
  const { host, hostname, port } = new URL(root)
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
  await once(socket, 'connect')
  const key = Buffer.from('a key of 16 byte').toString('base64')
  socket.write(
    `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n` +
      `sec-websocket-version: 13\r\nsec-websocket-key: ${key}\r\n\r\n`,
  )
  return socket
}

test.each(['/nothing', '/phone/served-0/stage'])(
  'a client that resets its connection for %s ends nothing else',
  async (path) => {
    for (let count = 0; count < 10; count++) {
      const socket = await upgrading(path)
      // Too much to be read at once: the reset comes while it is being answered.
      socket.write(Buffer.alloc(1_000_000))
      socket.resetAndDestroy()
      await once(socket, 'close')
    }
    await using stand = await openStage(phones)
    expect(stand.stage.udid).toBe('served-0')
  },
)

test.each(['/phone/nobody/stage', '/phone/served-0/stage'])(
  'a frame that is none, to %s, ends nothing else',
  async (path) => {
    const socket = await upgrading(path)
    socket.write(Buffer.from([255, 255, 255, 255, 1, 2, 3]))
    socket.resume().on('error', () => {})
    await once(socket, 'end')
    socket.destroy()
    await using stand = await openStage(phones)
    expect(stand.stage.udid).toBe('served-0')
  },
)

test('a client that was turned away and stays does not keep the server from closing', async () => {
  const other = await servedPhones()
  const socket = await upgrading('/nothing', other)
  socket.on('error', () => {})
  let answer = ''
  socket.on('data', (data) => (answer += data.toString()))
  await once(socket, 'end')
  expect(answer).toContain('404 Not Found')
  await other[Symbol.asyncDispose]()
  socket.destroy()
})

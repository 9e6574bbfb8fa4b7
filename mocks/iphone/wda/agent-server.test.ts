import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { error, ServedPhone } from './testing/served-phone.ts'

let served: ServedPhone

beforeEach(async () => {
  served = await ServedPhone.start({ requestTimeout: 300 })
})

afterEach(() => served[Symbol.asyncDispose]())

function dial(): Socket {
  return connect({ port: Number(new URL(served.url).port), host: '127.0.0.1', allowHalfOpen: true })
}

describe('a bad request', () => {
  test.each([
    ['POST', '/session', '{', 500, 'session not created'],
    ['POST', '/session', '[]', 400, 'invalid argument'],
    ['POST', '/session', '"x"', 400, 'invalid argument'],
    ['POST', './element', '{"using":', 400, 'invalid argument'],
    ['POST', '/session', 'x'.repeat(17 * 1_048_576), 400, 'invalid argument'],
    ['GET', '/nothing', undefined, 404, 'unknown command'],
    ['PUT', '/status', '{}', 404, 'unknown command'],
    ['GET', '/session/none/source', undefined, 404, 'invalid session id'],
    ['GET', '/session/none/screenshot', undefined, 404, 'invalid session id'],
    ['GET', '/session/none/nothing', undefined, 404, 'unknown command'],
    ['DELETE', './actions', undefined, 404, 'unknown command'],
    ['GET', '/%zz', undefined, 404, 'unknown command'],
  ])('%s %s is answered', async (method, path, body, status, code) => {
    expect(await served.call(method, path, body)).toMatchObject(error(status, code))
    expect((await served.get('/status')).status).toBe(200)
  })

  test.each([
    ['that is no HTTP', 'hello\r\n\r\n', 'could not be parsed'],
    ['in chunks', 'POST /session HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 'not supported'],
  ])('%s is answered', async (_, bytes, message) => {
    const socket = dial()
    socket.end(bytes)
    const answer = await text(socket)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toContain('"error":"invalid argument"')
    expect(answer).toContain(message)
  })

  test.each([
    ['that stays away', 'POST /session HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{'],
    ['whose head does not end', 'GET /status HTTP/1.1\r\nhost: x\r\n'],
  ])('%s is hung up on', async (_, bytes) => {
    const socket = dial()
    socket.write(bytes)
    expect(await text(socket)).toBe('')
    expect((await served.get('/status')).status).toBe(200)
  })
})

describe('a client', () => {
  test('that has said all it has to say is still answered', async () => {
    const socket = dial()
    socket.end('GET /status HTTP/1.1\r\nhost: x\r\n\r\n')
    const answer = await text(socket)
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*WebDriverAgent\/1\.0[^]*"ready":true/)
  })

  test('may ask for the next thing before it has the answer to the first', async () => {
    const socket = dial()
    const ask = (path: string) => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`
    socket.end(ask('/wda/locked') + ask('/wda/screen') + ask('/nothing'))
    const values = [...(await text(socket)).matchAll(/"value":(false|{"[a-z]+")/gi)].map(([, value]) => value)
    expect(values).toEqual(['false', '{"screenSize"', '{"error"'])
  })

  test('that goes away in the middle of a command leaves the phone to the others', async () => {
    const socket = dial()
    const body = JSON.stringify({ duration: 1 })
    const head = `POST ${served.session}/wda/deactivateApp HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n`
    const release = served.clock.hold()
    socket.write(head + body)
    const next = served.post('./wda/lock')
    socket.destroy()
    await once(socket, 'close')
    release()
    expect(await next).toEqual({ status: 200, value: null })
  })
})

test('carries out one command after the other, but says at once that it is there', async () => {
  await served.phone.activate('com.example.voip')
  const release = served.clock.hold()
  const away = served.post('./wda/deactivateApp', { duration: 1 })
  await expect.poll(() => served.phone.used).toContain('home')
  const locked = served.post('./wda/lock')
  expect((await served.get('/status')).status).toBe(200)
  expect((await served.get('./screenshot')).status).toBe(200)
  expect(served.phone.used.slice(1)).toEqual(['home'])
  release()
  await Promise.all([away, locked])
  expect(served.phone.used.slice(1)).toEqual(['home', 'activate com.example.voip', 'lock'])
})

test('lets a session end while it has commands waiting', async () => {
  const release = served.clock.hold()
  const away = served.post('./wda/deactivateApp', { duration: 1 })
  await expect.poll(() => served.phone.used).toContain('home')
  const late = served.get('./wda/apps/list')
  expect((await served.call('DELETE', '.')).status).toBe(200)
  release()
  expect(await away).toMatchObject(error(500, 'unknown error', 'Interrupted: its session is over'))
  expect(await late).toMatchObject(error(404, 'invalid session id'))
})

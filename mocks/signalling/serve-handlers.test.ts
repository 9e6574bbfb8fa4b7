import { once } from 'node:events'
import { createConnection } from 'node:net'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { serveHandlers } from './serve-handlers.ts'

const handlers = [
  http.get('/hello', () => HttpResponse.text('hello')),
  http.post('/echo', async ({ request }) => HttpResponse.text(await request.text())),
  http.get('/broken', () => {
    throw new Error('the handler is broken')
  }),
  http.get('/cut', () => Response.error()),
  http.get(
    '/half',
    () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('half'))
          },
          pull: (controller) => controller.error(new Error('no more')),
        }),
      ),
  ),
]

test('requests are answered, with their bodies', async () => {
  await using server = await serveHandlers(handlers)
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(await (await fetch(`${server.url}/hello`)).text()).toBe('hello')
  const body = 'é'.repeat(200_000)
  expect(await (await fetch(`${server.url}/echo`, { method: 'POST', body })).text()).toBe(body)
})

test('a handler that throws is 500, one that errors cuts the connection, and the server goes on', async () => {
  await using server = await serveHandlers(handlers)
  expect((await fetch(`${server.url}/broken`)).status).toBe(500)
  await expect(fetch(`${server.url}/cut`)).rejects.toThrow('fetch failed')
  await expect(fetch(`${server.url}/half`).then((response) => response.text())).rejects.toThrow(
    /terminated|fetch failed/,
  )
  expect((await fetch(`${server.url}/hello`)).status).toBe(200)
})

test.each([
  { what: 'garbage', bytes: '\x16\x03\x01 not HTTP at all\r\n\r\n' },
  { what: 'a path that is no URL', bytes: 'GET // HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' },
  { what: 'a host that is none', bytes: 'GET /hello HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n' },
  { what: 'a method that fetch does not know', bytes: 'TRACE /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' },
  { what: 'a tunnel', bytes: 'CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n' },
])('$what does no harm', async ({ bytes }) => {
  await using server = await serveHandlers(handlers)
  const socket = createConnection(Number(new URL(server.url).port), '127.0.0.1').resume()
  socket.end(bytes)
  await once(socket, 'close')
  expect((await fetch(`${server.url}/hello`)).status).toBe(200)
})

test('half-open sockets do not keep the server from closing', async () => {
  const server = await serveHandlers(handlers)
  const sockets = ['', 'POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf'].map((bytes) => {
    const socket = createConnection({ port: Number(new URL(server.url).port), host: '127.0.0.1', allowHalfOpen: true })
    socket.on('error', () => {})
    socket.write(bytes)
    return socket.resume()
  })
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  expect((await fetch(`${server.url}/hello`)).status).toBe(200)
  const closed = Promise.all(sockets.map((socket) => once(socket, 'close')))
  await server[Symbol.asyncDispose]()
  for (const socket of sockets) socket.destroy()
  await closed
  await expect(fetch(`${server.url}/hello`)).rejects.toThrow('fetch failed')
})

test('a port that is taken is refused', async () => {
  await using server = await serveHandlers(handlers)
  await expect(serveHandlers(handlers, Number(new URL(server.url).port))).rejects.toThrow('EADDRINUSE')
})

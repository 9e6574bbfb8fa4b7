import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { processEnded } from '../runtime/app-runtime.ts'
import { tellingFetch, tellsOfRequest } from './telling-fetch.ts'

const TOKEN = '0123456789abcdef'.repeat(4)

/** A server that answers nothing but `/ok`. */
async function silentServer() {
  const server = createServer(({ url }, response) => {
    if (url === '/ok') response.end('yes')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const close = async () => {
    if (!server.listening) return
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}`, close, [Symbol.asyncDispose]: close }
}

function listening() {
  const lines: string[] = []
  return { lines, ask: tellingFetch(fetch, (line) => lines.push(line)) }
}

test('a server that is not there is named, and how it failed; what is secret is not', async () => {
  await using server = await silentServer()
  await server.close()
  const { lines, ask } = listening()
  await expect(ask(`${server.url}/devices/${TOKEN}?key=secret`, { method: 'PUT' })).rejects.toThrow('fetch failed')
  expect(lines).toEqual([
    expect.stringMatching(
      /^request failed: PUT http:\/\/127\.0\.0\.1:\d+\/devices\/0123…#[0-9a-f]{6}, after \d+ ms: ECONNREFUSED$/,
    ),
  ])
  expect(lines.every(tellsOfRequest)).toBe(true)
})

test('one that never answers is told of after five seconds, and when the app gives it up', async () => {
  await using server = await silentServer()
  const { lines, ask } = listening()
  const giveUp = new AbortController()
  const asked = ask(new Request(`${server.url}/calls`, { method: 'POST' }), { signal: giveUp.signal })
  await expect
    .poll(() => lines, { timeout: 10_000 })
    .toEqual([`request unanswered: POST ${server.url}/calls, for 5000 ms`])
  giveUp.abort()
  await expect(asked).rejects.toThrow('aborted')
  expect(lines[1]).toMatch(/^request failed: POST \S+\/calls, after \d+ ms: This operation was aborted$/)
  expect(lines.every(tellsOfRequest)).toBe(true)
})

test('nothing is told of what is answered, or cut with its process', async () => {
  await using server = await silentServer()
  const { lines, ask } = listening()
  expect(await (await ask(`${server.url}/ok`)).text()).toBe('yes')
  const end = new AbortController()
  const asked = ask(`${server.url}/calls`, { signal: AbortSignal.any([end.signal]) })
  end.abort(processEnded)
  await expect(asked).rejects.toBe(processEnded)
  expect(lines).toEqual([])
})

import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadSubject } from '../config/load-subject.ts'
import { VirtualTarget } from '../targets/virtual-target.ts'
import { play } from './play.ts'
import type { Scenario } from './scenario.ts'
import type { Scene } from './scene.ts'

const app = fileURLToPath(new URL('../../fixtures/apps/own-server', import.meta.url))

let target: VirtualTarget

beforeAll(async () => {
  target = await VirtualTarget.start({ kind: 'direct' })
})

afterAll(() => target[Symbol.asyncDispose]())

/** Plays a body against the reference app while its server is one that nobody here sees. */
async function withOwnServer(
  body: (scene: Scene) => Promise<void>,
  time: Scenario['time'] = 'virtual',
  start: typeof ownServer = ownServer,
) {
  await using server = await start()
  const subject = await loadSubject(app)
  vi.stubEnv('OWN_SERVER', server.url)
  const scenario: Scenario = { id: 'play/own', suite: 'play', title: 'own', rules: [], needs: [], time, body }
  const played = await play(scenario, { subject, target, release: '18.2', time: 'auto' })
  return { ...played, asked: server.asked }
}

test.for(['virtual', 'real'] as const)('has calls on %s time, over the network', async (time) => {
  const { result, events, asked } = await withOwnServer(async ({ app, caller, user, rings, happens, serverHears }) => {
    await app.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await user.answer()
    await happens('audio.io.start')
    await serverHears('server.accept', { uuid })
  }, time)
  expect(result).toMatchObject({ verdict: 'pass' })
  expect(asked.filter((path) => /accept|media|hangup/.test(path))).toEqual([
    expect.stringMatching(/accept$/),
    expect.stringMatching(/media$/),
    expect.stringMatching(/hangup$/),
  ])
  expect(events.filter(({ name }) => name.startsWith('server.'))).toEqual([])
})

test.for([
  ['virtual', stoppedServer, /request failed: [A-Z]+ http:\S+, after \d+ ms: ECONNREFUSED/],
  ['real', stoppedServer, /request failed: [A-Z]+ http:\S+, after \d+ ms: ECONNREFUSED/],
  ['virtual', silentServer, /request unanswered: POST http:\S+\/accept, for 5000 ms/],
] as const)('is told on %s time that its server is not there, or says nothing', { timeout: 30_000 }, async (given) => {
  const [time, start, says] = given
  const { result } = await withOwnServer(
    async ({ app: opened, caller, user, rings, happens }) => {
      await opened.isIn('background')
      const { uuid } = await caller.calls()
      await rings(uuid)
      await user.answer()
      await happens('audio.io.start')
    },
    time,
    start,
  )
  expect(result).toMatchObject({ verdict: 'inconclusive', message: expect.stringMatching(says) })
  expect(result.message).toMatch(/^the scenario could not go on: .*; the app's own server: /)
})

test('is spared what nobody can script', async () => {
  const { result } = await withOwnServer(async ({ backend }) => {
    backend.media = { delayMs: 0, outcome: 'never' }
  })
  expect(result).toMatchObject({ verdict: 'skipped', message: expect.stringContaining('ownServer') })
})

test('is spared what nobody can tell it', async () => {
  const { result } = await withOwnServer(async ({ app: opened, caller, rings }) => {
    await opened.isIn('background')
    const { uuid } = await caller.calls()
    await rings(uuid)
    await caller.ends(uuid)
  })
  expect(result).toMatchObject({ verdict: 'skipped', message: expect.stringContaining('ownServer') })
})

/** A server that agrees to everything, and follows nobody's clock. */
function ownServer() {
  return serving((url, response) => {
    if (url.endsWith('/events')) response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n')
    else setTimeout(() => response.end(JSON.stringify({ state: 'ringing' })), 20)
  })
}

/** One that answers nobody who accepts a call. */
function silentServer() {
  return serving((url, response) => {
    if (!url.endsWith('/accept')) response.end(JSON.stringify({ state: 'ringing' }))
  })
}

async function stoppedServer() {
  const { url, asked, [Symbol.asyncDispose]: stop } = await ownServer()
  await stop()
  return { url, asked, async [Symbol.asyncDispose]() {} }
}

async function serving(answer: (url: string, response: ServerResponse) => void) {
  const asked: string[] = []
  const server = createServer(({ method, url = '' }, response) => {
    asked.push(`${method} ${url}`)
    answer(url, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

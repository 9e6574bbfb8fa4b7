import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { createConnection, type Socket } from 'node:net'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { RealClock } from '../../clock/real-clock.ts'
import { LinkServer } from './link-server.ts'
import { LINK_VERSION } from './version.ts'

const hello = (fields: object = {}) =>
  `${JSON.stringify({ type: 'hello', t: 0, version: LINK_VERSION, launch: 'expected', pid: 42, ...fields })}\n`

async function setUp(helloTimeoutMs?: number) {
  const server = await LinkServer.listen(helloTimeoutMs)
  const clock = new RealClock()
  const connected: number[] = []
  const refused: string[] = []
  const heard: unknown[] = []
  const withdraw = server.expect('expected', {
    connected(transport, pid) {
      connected.push(pid)
      const message = (said: unknown) => {
        heard.push(said)
        clock.poke()
      }
      transport.receive({ message, garbage: () => {}, closed: () => {} })
      clock.poke()
    },
    refused(reason) {
      refused.push(reason)
      clock.poke()
    },
  })
  return {
    server,
    connected,
    refused,
    heard,
    withdraw,
    connect: (): Socket => createConnection({ path: server.address }).resume(),
    until: (condition: () => boolean) => clock.until(condition, 2000, 'the server to act'),
    [Symbol.asyncDispose]: () => server.close(),
  }
}

test('the peer that was invited is let in, and what it says next is its owner’s', async () => {
  await using stand = await setUp()
  stand.connect().write(`${hello()}{"n":1}\n`)
  await stand.until(() => stand.heard.length === 1)
  expect(stand).toMatchObject({ connected: [42], refused: [], heard: [{ n: 1 }] })
})

test.each([
  {
    what: 'another version',
    opening: hello({ version: 99 }),
    refusal: /the app speaks link version 99, this phone speaks 1/,
  },
  {
    what: 'another message',
    opening: '{"type":"clock.pong","t":1,"ping":0}\n',
    refusal: /the first message was not hello but {"type":"clock.pong"/,
  },
  { what: 'JSON that is no message', opening: '[1,2]\n', refusal: /not hello but \[1,2\]/ },
  { what: 'no JSON', opening: 'GET / HTTP/1.1\n', refusal: /not JSON.*GET \/ HTTP/ },
  {
    what: 'a launch that nobody waits for',
    opening: hello({ launch: 'guessed' }),
    refusal: /a launch that nobody waits for/,
  },
])('a peer that opens with $what is refused once and cut off; the invitation stands', async ({ opening, refusal }) => {
  await using stand = await setUp()
  const peer = stand.connect()
  peer.write(`${opening}${hello()}`)
  await once(peer, 'close')
  expect(stand.refused).toEqual([expect.stringMatching(refusal)])
  expect(stand.connected).toEqual([])
  stand.connect().write(hello())
  await stand.until(() => stand.connected.length === 1)
  expect(stand.connected).toEqual([42])
})

test('an invitation is for one, and can be withdrawn', async () => {
  await using stand = await setUp()
  stand.connect().write(hello())
  await stand.until(() => stand.connected.length === 1)
  const second = stand.connect()
  second.write(hello())
  await once(second, 'close')
  expect(stand.connected).toEqual([42])

  await using other = await setUp()
  other.withdraw()
  const late = other.connect()
  late.write(hello())
  await once(late, 'close')
  expect(other.connected).toEqual([])
})

test('a peer that says nothing is cut off in the end', async () => {
  await using stand = await setUp(30)
  const peer = stand.connect()
  await once(peer, 'close')
  expect(stand.refused).toEqual(['a peer said nothing for 30 ms'])
})

test('a peer that is let in or leaves is not reported as silent', async () => {
  await using stand = await setUp(200)
  const staying = stand.connect()
  staying.write(hello())
  const leaving = stand.connect()
  await once(leaving, 'connect')
  leaving.destroy()
  await stand.until(() => stand.connected.length === 1)
  await new RealClock().sleep(250)
  expect(stand.refused).toEqual([])
  expect(staying.destroyed).toBe(false)
})

test('only this user may enter the folder, and closing removes it and cuts everybody', async () => {
  const stand = await setUp()
  const folder = dirname(stand.server.address)
  expect((await stat(folder)).mode & 0o077).toBe(0)
  const peer = stand.connect()
  await once(peer, 'connect')
  const cut = once(peer, 'close')
  await stand.server.close()
  await cut
  await expect(stat(folder)).rejects.toThrow('ENOENT')
})

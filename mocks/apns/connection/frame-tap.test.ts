import { once } from 'node:events'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { RealClock } from '../../clock/real-clock.ts'
import { tapFrames, type FrameHook } from './frame-tap.ts'
import { makeFrame } from './frame.ts'
import { Gateway } from '../gateway.ts'
import { socketPair } from './socket-pair.ts'
import { TestClient } from '../testing/client.ts'
import { deviceToken, goodHeaders, key, payload, topic } from '../testing/push.ts'

const DATA = 0
const PING = 6
const GOAWAY = 7
const ACK = 1

test('frames can be watched on a working connection', async () => {
  const seen: string[] = []
  const watch =
    (direction: string): FrameHook =>
    (frame) => {
      seen.push(`${direction} ${frame.type}`)
      return [frame]
    }
  const frames = () => ({ fromClient: watch('>'), toClient: watch('<') })
  await using gateway = await Gateway.start({ clock: new RealClock(), keys: [key], frames })
  gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: () => {} })
  await using client = TestClient.connect(gateway)

  expect((await client.request(goodHeaders(), payload)).status).toBe(200)
  expect(seen).toEqual(expect.arrayContaining(['> 4', '< 4', '> 1', '> 0', '< 1']))
})

test('a frame can be held back', async () => {
  const frames = () => ({
    toClient: ((frame) => (frame.type === PING && frame.flags === ACK ? [] : [frame])) satisfies FrameHook,
  })
  await using gateway = await Gateway.start({ clock: new RealClock(), keys: [key], frames })
  await using client = TestClient.connect(gateway)
  await once(client.session, 'remoteSettings')
  let answered = false
  client.session.ping(() => (answered = true))
  // The answer to a request that was sent after the PING would have come after the PING's.
  await client.request(goodHeaders(), payload)
  expect(answered).toBe(false)
})

test('a frame can be added that Node’s own session cannot send: a GOAWAY that denies every stream', async () => {
  const denial = makeFrame(GOAWAY, 0, 0, Buffer.concat([Buffer.alloc(8), Buffer.from('{"reason":"BadCertificate"}')]))
  const frames = () => ({
    toClient: ((frame) => (frame.type === PING ? [denial] : [frame])) satisfies FrameHook,
  })
  await using gateway = await Gateway.start({ clock: new RealClock(), keys: [key], frames })
  await using client = TestClient.connect(gateway)
  await once(client.session, 'remoteSettings')
  const goaway = once(client.session, 'goaway')
  client.session.ping(() => {})
  const [code, lastStream, reason] = (await goaway) as [number, number, Buffer]
  expect({ code, lastStream, reason: reason.toString() }).toEqual({
    code: 0,
    lastStream: 0,
    reason: '{"reason":"BadCertificate"}',
  })
})

test('a reader that stops makes the writer stop, and nothing is lost', async () => {
  const [client, socket] = await socketPair()
  const { session } = await tapFrames(socket, {})
  const chunk = makeFrame(DATA, 0, 1, Buffer.alloc(16_384)).bytes
  const total = 2000 * chunk.length
  let written = 0
  const source = function* () {
    for (; written < total; written += chunk.length) yield chunk
  }
  const sending = pipeline(Readable.from(source()), session)
  for (let before = -1; before !== written;) {
    before = written
    for (let turn = 0; turn < 50; turn++) await nextTurn()
  }
  expect(written).toBeLessThan(total)
  expect(await buffer(client)).toHaveLength(total)
  await sending
})

test('each side closes with the other', async () => {
  const [client, socket] = await socketPair()
  const { session } = await tapFrames(socket, {})
  const closed = once(socket, 'close')
  client.end('last words')
  expect((await buffer(session)).toString()).toBe('last words')
  session.destroy()
  await closed
  expect(socket.destroyed).toBe(true)
})

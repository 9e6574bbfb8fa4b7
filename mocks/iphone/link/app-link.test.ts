import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { VirtualClock } from '../../clock/virtual-clock.ts'
import { AppLink } from './app-link.ts'
import type { PhoneMessage } from './messages.ts'

interface Network {
  /** Reading of the app's clock when the phone's reads zero, in milliseconds. */
  readonly skew: number
  readonly there: number
  readonly back: number
}

/** The phone's end of a link, and an app at the other end of a slow wire. */
async function shakeHands({ skew, there, back }: Network = { skew: 500, there: 1, back: 2 }) {
  const clock = new VirtualClock()
  const sent: PhoneMessage[] = []
  const told: unknown[] = []
  const link = new AppLink(
    {
      receive: () => {},
      close: () => {},
      send(message) {
        const { type, ping } = message as { type: string; ping?: number }
        sent.push(message as PhoneMessage)
        if (type === 'clock.ping') say({ type: 'clock.pong', ping }, there)
      },
    },
    clock,
    7,
    {
      open: (pid, uncertaintyMs) => told.push({ open: pid, uncertaintyMs }),
      message: (message, stamp) => told.push({ message: message.type, ...stamp, heard: clock.now() }),
      garbage: (excerpt, reason) => told.push({ garbage: excerpt, reason }),
      closed: (reason) => told.push({ closed: reason }),
    },
  )
  /** The app says something `inMs` from now; it is under way for as long as the wire takes. */
  function say(message: object, inMs = 0) {
    const at = clock.now() + inMs
    clock.setTimeout(() => link.receive({ ...message, t: at + skew }), inMs + back)
  }
  link.start()
  await clock.sleep(1000)
  return { clock, link, sent, told, say }
}

test('eight exchanges, and the link is open with half a round trip of uncertainty', async () => {
  const { sent, told } = await shakeHands()
  expect(sent.map(({ type }) => type)).toEqual(Array.from({ length: 8 }, () => 'clock.ping'))
  expect(told).toEqual([{ open: 7, uncertaintyMs: 1.5 }])
})

test('whatever the delays: a stamp is right to within its uncertainty, and never in the future', async () => {
  const delay = fc.integer({ min: 0, max: 40 })
  const network = fc.record({ skew: fc.integer({ min: -1e9, max: 1e9 }), there: delay, back: delay })
  await fc.assert(
    fc.asyncProperty(network, fc.nat(1000), async (given, pause) => {
      const { clock, told, say } = await shakeHands(given)
      const truth = clock.now() + pause
      say({ type: 'AVAudioEngine.start' }, pause)
      await clock.sleep(pause + 100)
      const stamp = told.at(-1) as { at: number; uncertaintyMs: number; heard: number }
      expect(Math.abs(stamp.at - truth)).toBeLessThanOrEqual(stamp.uncertaintyMs)
      expect(stamp.at).toBeLessThanOrEqual(stamp.heard)
    }),
    { numRuns: 50 },
  )
})

test('what the app says before the handshake is over is not taken for a message', async () => {
  const clock = new VirtualClock()
  const told: unknown[] = []
  const handlers = {
    open: () => {},
    message: () => told.push('message'),
    garbage: (excerpt: string, reason: string) => told.push([excerpt, reason]),
    closed: () => {},
  }
  const link = new AppLink({ send: () => {}, receive: () => {}, close: () => {} }, clock, 1, handlers)
  link.start()
  link.receive({ type: 'AVAudioEngine.start', t: 1 })
  expect(told).toEqual([['AVAudioEngine.start', 'a message before the handshake was over']])
})

test('an answer to a ping that was not sent aligns nothing', async () => {
  const { link, told } = await shakeHands()
  link.receive({ type: 'clock.pong', t: 9e9, ping: 8 })
  expect(told.at(-1)).toEqual({ garbage: 'clock.pong 8', reason: 'an answer to a ping that was not sent' })
})

test('what is no message is reported with what is wrong with it', async () => {
  const { link, told } = await shakeHands()
  link.receive({ type: 'CXAction.fulfill', t: 1 })
  link.garbage('Hello!', 'not JSON')
  expect(told.slice(1)).toEqual([
    { garbage: '{"type":"CXAction.fulfill","t":1}', reason: expect.stringContaining('action') },
    { garbage: 'Hello!', reason: 'not JSON' },
  ])
})

test('once it is closed, nothing gets through either way', async () => {
  const { clock, link, sent, told, say } = await shakeHands()
  say({ type: 'AVAudioEngine.start' })
  link.close()
  const before = sent.length
  await clock.sleep(100)
  link.send({ type: 'provider.didActivate', provider: 'provider' })
  link.garbage('late', 'late')
  link.closed('late')
  expect(sent).toHaveLength(before)
  expect(told).toHaveLength(1)
})

test('the other end closing is told once', async () => {
  const { link, told } = await shakeHands()
  link.closed('gone')
  link.closed('gone')
  expect(told.slice(1)).toEqual([{ closed: 'gone' }])
})

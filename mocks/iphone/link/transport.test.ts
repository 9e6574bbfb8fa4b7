import { once } from 'node:events'
import { createConnection, createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { RealClock } from '../../clock/real-clock.ts'
import { memoryTransports } from './memory-transport.ts'
import { socketTransport } from './socket-transport.ts'
import type { Transport } from './transport.ts'

async function overSockets() {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = createConnection((server.address() as AddressInfo).port, '127.0.0.1')
  const [socket] = (await once(server, 'connection')) as [ReturnType<typeof createConnection>]
  const close = () => {
    client.destroy()
    socket.destroy()
    server.close()
  }
  return { ends: [socketTransport(client), socketTransport(socket)] as const, client, close }
}

/** What arrives at one end. */
function listen(end: Transport, clock: RealClock) {
  const arrived: unknown[] = []
  end.receive({
    message(message) {
      arrived.push(message)
      clock.poke()
    },
    garbage(excerpt, reason) {
      arrived.push({ garbage: excerpt, reason })
      clock.poke()
    },
    closed(reason) {
      arrived.push({ closed: reason })
      clock.poke()
    },
  })
  return arrived
}

const transports = [
  { kind: 'sockets', open: overSockets },
  { kind: 'memory', open: async () => ({ ends: memoryTransports(), close: () => {} }) },
]

test.each(transports)('over $kind messages arrive in order, as JSON carries them', async ({ open }) => {
  const { ends, close } = await open()
  const clock = new RealClock()
  const arrived = listen(ends[1], clock)
  listen(ends[0], clock)
  const update = { a: undefined, date: new Date(0), nested: ['Zoë'] }
  ends[0].send(update)
  ends[0].send({ n: 2 })
  update.nested.push('changed after it was sent')
  await clock.until(() => arrived.length === 2, 2000, 'two messages')
  expect(arrived).toStrictEqual([{ date: '1970-01-01T00:00:00.000Z', nested: ['Zoë'] }, { n: 2 }])
  close()
})

test.each(transports)('over $kind what was sent before closing arrives, then the closing, once', async ({ open }) => {
  const { ends, close } = await open()
  const clock = new RealClock()
  const [mine, theirs] = [listen(ends[0], clock), listen(ends[1], clock)]
  ends[1].send({ n: 1 })
  await clock.until(() => mine.length === 1, 2000, 'the message')
  ends[0].close()
  ends[0].close()
  ends[0].send({ n: 2 })
  ends[1].send({ n: 3 })
  await clock.until(() => theirs.length > 0, 2000, 'the closing')
  expect(theirs).toEqual([{ closed: 'the other end closed the connection' }])
  expect(mine).toEqual([{ n: 1 }])
  close()
})

test('a line that is no JSON is garbage, and the connection goes on', async () => {
  const { ends, client, close } = await overSockets()
  const clock = new RealClock()
  const arrived = listen(ends[1], clock)
  client.write('Hello!\n{"n":1}\n')
  await clock.until(() => arrived.length === 2, 2000, 'two lines')
  expect(arrived).toEqual([{ garbage: 'Hello!', reason: expect.stringMatching(/^not JSON/) }, { n: 1 }])
  close()
})

test('what has arrived together with the reason for closing is not read any more', async () => {
  const { ends, client, close } = await overSockets()
  const clock = new RealClock()
  const arrived: unknown[] = []
  ends[1].receive({
    message(message) {
      arrived.push(message)
      ends[1].close()
    },
    garbage: () => {},
    closed: () => {},
  })
  const closed = once(client, 'close').then(() => clock.poke())
  client.resume()
  client.write('{"n":1}\n{"n":2}\n')
  await closed
  expect(arrived).toEqual([{ n: 1 }])
  close()
})

test('over a socket, what follows from one message has happened before the next, though they come together', async () => {
  const { ends, client, close } = await overSockets()
  const order: unknown[] = []
  const over = new Promise<void>((resolve) =>
    ends[1].receive({
      message(message) {
        order.push(message)
        void Promise.resolve()
          .then(() => {})
          .then(() => order.push(`after ${String(message)}`))
      },
      garbage: (excerpt) => void order.push(excerpt),
      closed: () => resolve(),
    }),
  )
  client.end('1\n2\nnot JSON\n3\n')
  await over
  expect(order).toEqual([1, 'after 1', 2, 'after 2', 'not JSON', 3, 'after 3'])
  close()
})

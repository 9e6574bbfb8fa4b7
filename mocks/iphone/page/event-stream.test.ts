import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { EventStream } from './event-stream.ts'
import { EventReader } from './testing/event-reader.ts'
import { PageServer } from './testing/page-server.ts'

async function serve() {
  const opened = Promise.withResolvers<EventStream>()
  const closed = Promise.withResolvers<void>()
  const server = await PageServer.start((_request, response) => {
    opened.resolve(new EventStream(response, closed.resolve))
    return true
  })
  return {
    url: server.url,
    opened: opened.promise,
    closed: closed.promise,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

test('a reader gets every event, whatever is in it', async () => {
  await using server = await serve()
  await using reader = await EventReader.open<string>(server.url)
  const stream = await server.opened
  for (const data of ['one', 'two\n\nevent: forged', '通话']) stream.send('said', data)
  for (const data of ['one', 'two\n\nevent: forged', '通话'])
    expect(await reader.next()).toEqual({ event: 'said', data })
})

test('a reader who is too far behind is hung up on', async () => {
  await using server = await serve()
  const asked = request(server.url).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  response.on('error', () => {}).pause()
  const stream = await server.opened
  const reader = { isThere: true }
  void server.closed.then(() => (reader.isThere = false))
  let sent = 0
  for (; reader.isThere && sent < 1000; sent++) {
    stream.send('view', 'x'.repeat(100_000))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await server.closed
  expect(sent).toBeLessThan(1000)
})

test('a reader who has gone is told of once', async () => {
  await using server = await serve()
  const reader = await EventReader.open(server.url)
  const stream = await server.opened
  await reader[Symbol.asyncDispose]()
  await server.closed
  expect(() => stream.send('view', 1)).not.toThrow()
})

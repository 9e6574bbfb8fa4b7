import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { goodHeaders, payload } from '../testing/push.ts'
import { openStand } from '../testing/stand.ts'

test('ServiceUnavailable: while the gateway is set unavailable', async () => {
  await using stand = await openStand({ switches: { retryAfterSeconds: 7 } })
  stand.gateway.setAvailability('unavailable')
  const answer = await stand.client.request(goodHeaders(), payload)
  expect(answer).toMatchObject({ status: 503, body: '{"reason":"ServiceUnavailable"}' })
  expect(answer.headers).toMatchObject({ 'retry-after': '7' })
  stand.gateway.setAvailability('available')
  expect(await stand.push()).toBe(200)
  expect(stand.delivered).toHaveLength(1)
})

test('Shutdown: while the gateway is set to shut down', async () => {
  await using stand = await openStand()
  stand.gateway.setAvailability('shutting down')
  const answer = await stand.client.request(goodHeaders(), payload)
  expect(answer).toMatchObject({ status: 503, body: '{"reason":"Shutdown"}' })
  expect(answer.headers).not.toHaveProperty('retry-after')
})

test('a request that was half sent when the gateway began to end is refused with Shutdown', async () => {
  await using stand = await openStand()
  expect(await stand.push()).toBe(200)
  const stream = stand.client.session.request({ ':method': 'POST', ...goodHeaders() }, { endStream: false })
  stream.write(payload.slice(0, 10))
  const goaway = once(stand.client.session, 'goaway')
  // Answered after the half request on the same connection, so that one has arrived.
  expect(await stand.push()).toBe(200)
  const end = stand.gateway[Symbol.asyncDispose]()
  await goaway
  stream.end(payload.slice(10))
  expect(await text(stream)).toBe('{"reason":"Shutdown"}')
  await end
  expect(stand.delivered).toHaveLength(2)
})

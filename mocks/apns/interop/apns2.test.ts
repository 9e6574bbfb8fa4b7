import { ApnsClient, ApnsError, Notification, PushType } from 'apns2'
import { expect, test } from 'vitest'
import type { Gateway } from '../gateway.ts'
import { deviceToken, key, topic } from '../testing/push.ts'
import { openStand } from '../testing/stand.ts'

/** Its port is fixed to 443, so it is given another pool of the kind that it makes for itself. */
function connect({ endpoint: { port, ca } }: Gateway) {
  const client = new ApnsClient({ team: key.teamId, keyId: key.keyId, signingKey: key.p8, defaultTopic: topic })
  const Pool = client.client.constructor as new (origin: string, options: object) => ApnsClient['client']
  const pool = new Pool(`https://localhost:${port}`, {
    connections: 32,
    pipelining: 1,
    allowH2: true,
    maxConcurrentStreams: 100,
    connect: { ca },
  })
  Object.defineProperty(client, 'client', { value: pool })
  return { client, [Symbol.asyncDispose]: () => client.destroy() }
}

const call = () => new Notification(deviceToken, { type: PushType.voip, data: { uuid: 'A1B2' }, expiration: 0 })

test('a burst of VoIP pushes is accepted, over a good thirty connections', async () => {
  await using stand = await openStand()
  await using client = connect(stand.gateway)
  const sent = await client.client.sendMany(Array.from({ length: 200 }, call))
  expect(sent.filter((each) => 'error' in each)).toEqual([])
  expect(stand.delivered).toHaveLength(200)
  expect(stand.events.filter(({ name }) => name === 'apns.connect').length).toBeGreaterThanOrEqual(32)
})

test('410 tells since when, in milliseconds', async () => {
  await using stand = await openStand()
  await using client = connect(stand.gateway)
  stand.gateway.unregister(deviceToken, { at: new Date(1_700_000_000_123) })
  const refused = await client.client.send(call()).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ApnsError)
  expect(refused).toMatchObject({ statusCode: 410, reason: 'Unregistered', timestamp: 1_700_000_000_123 })
})

test('an expired provider token fails its push, and the next has a new one', async () => {
  await using stand = await openStand()
  await using client = connect(stand.gateway)
  stand.gateway.faults.add({ fault: 'status', reason: 'ExpiredProviderToken', times: 1 })
  await expect(client.client.send(call())).rejects.toMatchObject({ reason: 'ExpiredProviderToken' })
  await client.client.send(call())
  const tokens = stand.events.flatMap((event) => (event.name === 'apns.request' ? [event.providerToken?.digest] : []))
  expect(new Set(tokens).size).toBe(2)
})

test('a connection that is dropped fails its push, and the next goes over a new one', async () => {
  await using stand = await openStand()
  await using client = connect(stand.gateway)
  stand.gateway.faults.add({ fault: 'drop', when: 'before', times: 1 })
  await expect(client.client.send(call())).rejects.toThrow('other side closed')
  await client.client.send(call())
  expect(stand.delivered).toHaveLength(1)
})

import { expect, test } from 'vitest'
import { setSwitches, type Switches } from '../switches.ts'
import { TestClient } from '../testing/client.ts'
import { key } from '../testing/push.ts'
import { openStand } from '../testing/stand.ts'
import { makeProviderKey } from './provider-key.ts'
import { signProviderToken } from './provider-token.ts'
import { TokenUpdates } from './token-updates.ts'

const start = new Date()
const minutes = (count: number) => new Date(start.getTime() + count * 60_000)
const token = (issued: number, signer = key) => ({
  authorization: `bearer ${signProviderToken(signer, minutes(issued))}`,
})

async function openAt(switches: Partial<Switches> = {}) {
  let now = start
  const secondKey = makeProviderKey({ teamId: key.teamId, keyId: 'SECOND1234' })
  const stand = await openStand({ keys: [key, secondKey], calendar: () => now, switches })
  return {
    ...stand,
    secondKey,
    connect: () => TestClient.connect(stand.gateway),
    at: (minute: number) => (now = minutes(minute)),
  }
}

test('TooManyProviderTokenUpdates: a second new token within 20 minutes', async () => {
  await using stand = await openAt()
  const [first, second, third] = [token(-50), token(0), token(1)]
  expect(await stand.push(first)).toBe(200)
  expect(await stand.push(second)).toBe(200)
  expect(await stand.push(third)).toBe('TooManyProviderTokenUpdates')
  expect(await stand.push(second)).toBe(200)
  stand.at(19)
  expect(await stand.push(third)).toBe('TooManyProviderTokenUpdates')
  stand.at(20)
  expect(await stand.push(third)).toBe(200)
})

test('a token a connection, and one an hour, is as often as one likes', async () => {
  await using stand = await openAt()
  for (const minute of [0, 30, 60, 90]) {
    stand.at(minute)
    expect(await stand.push(token(minute))).toBe(200)
    await using another = stand.connect()
    expect(await stand.push(token(minute), undefined, another)).toBe(200)
  }
})

test('the same token serves many connections', async () => {
  await using stand = await openAt({ tokenUpdateScope: 'sourceIp', toleratedTokenUpdates: 0 })
  await using another = stand.connect()
  const one = token(0)
  expect([await stand.push(one), await stand.push(one, undefined, another)]).toEqual([200, 200])
})

test('going back to a token that was there is no update, older or not', async () => {
  await using stand = await openAt()
  const [older, younger] = [token(-10), token(0)]
  for (const each of [younger, older, younger, older]) expect(await stand.push(each)).toBe(200)
})

test('two tokens in turn can be made to count', async () => {
  await using stand = await openAt({ earlierToken: 'update' })
  const [one, other] = [token(0), token(-1)]
  expect([await stand.push(one), await stand.push(other)]).toEqual([200, 200])
  expect(await stand.push(one)).toBe('TooManyProviderTokenUpdates')
})

test('the rule can reach over all connections from an address', async () => {
  await using stand = await openAt({ tokenUpdateScope: 'sourceIp' })
  await using another = stand.connect()
  expect(await stand.push(token(-2))).toBe(200)
  expect(await stand.push(token(-1, stand.secondKey), undefined, another)).toBe(200)
  expect(await stand.push(token(0))).toBe('TooManyProviderTokenUpdates')
})

test('the rule can reach over all connections with a key, each key by itself', async () => {
  await using stand = await openAt({ tokenUpdateScope: 'keyId', toleratedTokenUpdates: 0 })
  await using another = stand.connect()
  expect(await stand.push(token(-2))).toBe(200)
  expect(await stand.push(token(-1), undefined, another)).toBe('TooManyProviderTokenUpdates')
  expect(await stand.push(token(0, stand.secondKey), undefined, another)).toBe(200)
})

test('addresses without number are not remembered without number', () => {
  const updates = new TokenUpdates(setSwitches({ tokenUpdateScope: 'sourceIp', toleratedTokenUpdates: 0 }))
  const first = updates.start({ client: 'first', keyId: 'k' })
  expect(updates.start({ client: 'first', keyId: 'k' })).toBe(first)
  for (let client = 0; client < 1000; client++) updates.start({ client: String(client), keyId: 'k' })
  expect(updates.start({ client: 'first', keyId: 'k' })).not.toBe(first)
})

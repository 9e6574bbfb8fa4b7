import { expect, test } from 'vitest'
import { redactToken } from '../../events/redact.ts'
import { makeProviderKey } from '../credentials/provider-key.ts'
import { signProviderToken } from '../credentials/provider-token.ts'
import { deviceToken } from '../testing/push.ts'
import { openStand } from '../testing/stand.ts'

test('a device token is told nowhere, whichever header it stands in', async () => {
  await using stand = await openStand({ captures: {} })
  const misplaced = signProviderToken(makeProviderKey({ teamId: deviceToken, keyId: deviceToken }), new Date())
  await stand.push({ 'apns-topic': deviceToken, 'apns-collapse-id': deviceToken })
  await stand.push({ 'apns-id': deviceToken, 'apns-priority': deviceToken, 'apns-expiration': deviceToken })
  await stand.push({ 'apns-push-type': deviceToken, authorization: `bearer ${misplaced}` })
  const told = JSON.stringify([...stand.events, ...stand.gateway.captured()])
  expect(stand.events.filter(({ name }) => name === 'apns.request')).toHaveLength(3)
  expect(told).toContain(redactToken(deviceToken))
  expect(told).not.toContain(deviceToken)
})

test('events and captures have one name for a token, in either case, and find it by either', async () => {
  await using stand = await openStand({ captures: {} })
  await stand.push({ ':path': `/3/device/${deviceToken.toUpperCase()}` })
  const [request] = stand.events.filter((event) => event.name === 'apns.request')
  const [captured] = stand.gateway.captured({ token: deviceToken })
  expect(request?.token).toBe(redactToken(deviceToken))
  expect(captured?.headers).toContainEqual([':path', `/3/device/${redactToken(deviceToken)}`])
})

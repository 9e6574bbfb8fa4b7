import PushNotifications from 'node-pushnotifications'
import { expect, test } from 'vitest'
import { deviceToken, key, topic } from '../testing/push.ts'
import { openStand } from '../testing/stand.ts'

const DAYS_28_IN_SECONDS = 28 * 24 * 3600

test('a VoIP push is accepted as it makes it: with an alert, and stored for 28 days unless told otherwise', async () => {
  await using stand = await openStand()
  const { port, ca } = stand.gateway.endpoint
  const token = { key: key.p8, keyId: key.keyId, teamId: key.teamId }
  const client = new PushNotifications({ apn: { token, address: 'localhost', port, ca: [ca] } })
  const call = { topic, pushType: 'voip', custom: { uuid: 'A1B2' } }
  const startedAt = Date.now() / 1000
  const [result] = await client.send([deviceToken], call)
  expect(result).toMatchObject({ success: 1, failure: 0 })
  await client.send([deviceToken], { ...call, expiry: 0 })

  const [stored, once] = stand.delivered
  expect(stored?.payload).toMatchObject({ uuid: 'A1B2', aps: { alert: expect.anything() } })
  expect(stored?.expiration).toBeGreaterThanOrEqual(Math.floor(startedAt + DAYS_28_IN_SECONDS))
  expect(stored?.expiration).toBeLessThan(startedAt + DAYS_28_IN_SECONDS + 60)
  expect(once?.expiration).toBe(0)
})

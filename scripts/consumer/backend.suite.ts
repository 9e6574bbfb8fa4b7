import apn from '@parse/node-apn'
import { Gateway, makeProviderKey, RealClock, type DevicePush } from 'callkit-conformance/apns'
import { expect, test } from 'vitest'

const token = '00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0'

test('a backend tries again when APNs is not available', async () => {
  const received: DevicePush[] = []
  const key = makeProviderKey({ teamId: 'TEAM123456', keyId: 'ABC123DEFG' })
  await using gateway = await Gateway.start({ clock: new RealClock(), keys: [key], captures: {} })
  gateway.register({ token, topic: 'com.example.App.voip', pushType: 'voip', deliver: (push) => received.push(push) })
  gateway.faults.add({ fault: 'status', reason: 'ServiceUnavailable', times: 2 })

  const { host, port, ca } = gateway.endpoint
  const backend = new apn.Provider({ address: host, port, ca: [ca], token: { ...key, key: key.p8 } })
  const call = new apn.Notification()
  call.topic = 'com.example.App.voip'
  call.pushType = 'voip'
  call.payload = { UUID: '2D8D8B0C-0001-4000-8000-000000000001', identifier: 'jappleseed' }
  await backend.send(call, token)
  await backend.shutdown()

  expect(received).toHaveLength(1)
  expect(gateway.captured({ status: 503 })).toHaveLength(2)
})

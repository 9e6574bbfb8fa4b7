import { expect, test } from 'vitest'
import { DeviceRegistry } from './device-registry.ts'

const registration = { token: 'ABCD', topic: 'com.example.App.voip', pushType: 'voip', deliver: () => {} } as const

test('a token is found in any case', () => {
  const devices = new DeviceRegistry('development')
  devices.register(registration)
  expect(devices.find('abcd')).toMatchObject({ topic: registration.topic, environment: 'development' })
})

test.each(['', 'abc', 'xyz1', 'ab cd'])('%j is no device token, and the error does not tell it', (token) => {
  const devices = new DeviceRegistry('development')
  expect(() => devices.register({ ...registration, token })).toThrow(/hexadecimal/)
})

test('unregistering a token that nobody has leaves it unknown', () => {
  const devices = new DeviceRegistry('development')
  devices.unregister('abcd', new Date())
  expect(devices.find('abcd')).toBeUndefined()
})

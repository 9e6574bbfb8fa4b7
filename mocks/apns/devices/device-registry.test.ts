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

test('a token that nobody registered cannot be changed, and the error does not tell it', () => {
  const token = 'abcd'.repeat(16)
  expect(() => new DeviceRegistry('development').get(token)).toThrow(/^expected a registered device token, got abcd…#/)
})

import { expect, test } from 'vitest'
import { matchEnvironment } from './apns-environment.ts'
import { answered, OTHER_PUSH, received } from './testing/happenings.ts'
import { outcomes } from './testing/trace-of.ts'

const development = { environment: 'development' } as const

test('APNS-ENV-001 compares the host with what the gateway knows of the token', () => {
  const home = received({ ...development, tokenEnvironment: 'development' })
  const abroad = received({ ...development, tokenEnvironment: 'production' })
  expect(outcomes(matchEnvironment, [0, home])).toEqual(['pass'])
  expect(outcomes(matchEnvironment, [0, abroad], [1, answered({ status: 400, reason: 'BadDeviceToken' })])).toEqual([
    'fail',
  ])
})

test('a backend may try both hosts once, and has to remember which is right', () => {
  const refused = answered({ status: 400, reason: 'BadDeviceToken' })
  const abroad = received({ ...development, tokenEnvironment: 'production' })
  const home = received({ push: OTHER_PUSH, environment: 'production', tokenEnvironment: 'production' })
  const both = [
    [0, abroad],
    [1, refused],
    [2, home],
    [3, answered({ push: OTHER_PUSH })],
  ] as const
  expect(outcomes(matchEnvironment, ...both)).toEqual(['pass'])
  expect(outcomes(matchEnvironment, ...both, [1003, abroad], [1004, refused])).toEqual(['deviates'])
})

test('a token that nobody knows may be no token at all', () => {
  const refused = answered({ status: 400, reason: 'BadDeviceToken' })
  expect(outcomes(matchEnvironment, [0, received(development)], [1, refused])).toEqual([])
})

test.each(['BadEnvironmentKeyInToken', 'BadEnvironmentKeyIdInToken', 'BadCertificateEnvironment'])('%s', (reason) => {
  const refused = answered({ status: 403, reason })
  expect(outcomes(matchEnvironment, [0, received(development)], [1, refused])).toEqual(['fail'])
})

test('a connection may be sent away before any push', () => {
  const goaway = { name: 'apns.goaway', connection: 1, code: 0, lastStream: 0 } as const
  expect(outcomes(matchEnvironment, [0, { ...goaway, reason: 'BadCertificateEnvironment' }])).toEqual(['fail'])
  expect(outcomes(matchEnvironment, [0, { ...goaway, reason: 'Shutdown' }])).toEqual([])
})

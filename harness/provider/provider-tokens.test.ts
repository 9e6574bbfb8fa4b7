import { expect, test } from 'vitest'
import { makeProviderKey } from '../../mocks/apns/index.ts'
import { ProviderTokens } from './provider-tokens.ts'

test('a token is used for 40 minutes', () => {
  let minutes = 0
  const key = makeProviderKey({ teamId: 'TEAM123456', keyId: 'ABC123DEFG' })
  const tokens = new ProviderTokens(key, () => new Date(Date.UTC(2026, 0, 1, 0, minutes)))
  const first = tokens.current()
  minutes = 40
  expect(tokens.current()).toBe(first)
  minutes = 41
  expect(tokens.current()).not.toBe(first)
})

import { expect, test } from 'vitest'
import { RuntimeStand } from '../testing/runtime-stand.ts'
import { SKPaymentQueue, Storefront } from './index.ts'

test('an app can ask where its user’s App Store account is', async () => {
  const stand = new RuntimeStand()
  const countries: string[] = []
  await stand.launch(() => void Storefront.current().then(({ countryCode }) => countries.push(countryCode)))
  expect(countries).toEqual(['USA'])
})

test('an app can ask so while it launches', async () => {
  const stand = new RuntimeStand()
  const countries: string[] = []
  await stand.launch(() => void countries.push(SKPaymentQueue.default.storefront.countryCode))
  expect(countries).toEqual(['USA'])
})

import { expect, test } from 'vitest'
import { RuntimeStand } from '../testing/runtime-stand.ts'
import { Storefront } from './index.ts'

test('an app can ask where its user’s App Store account is', async () => {
  const stand = new RuntimeStand()
  const countries: string[] = []
  await stand.launch(() => void Storefront.current().then(({ countryCode }) => countries.push(countryCode)))
  expect(countries).toEqual(['USA'])
})

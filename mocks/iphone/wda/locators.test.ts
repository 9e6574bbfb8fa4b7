import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Screen } from '../screen/screen.ts'
import { PaperPhone } from '../screen/testing/paper-phone.ts'
import { IN_CALL_SERVICE } from '../releases.ts'
import { locate } from './locators.ts'
import { takeSnapshot } from './snapshot.ts'
import { WebDriverError } from './web-driver-error.ts'

const STRATEGIES = [
  'accessibility id',
  'class chain',
  'class name',
  'id',
  'link text',
  'name',
  'partial link text',
  'predicate string',
  'xpath',
]

test('answer any text, or refuse it as WebDriver says', () => {
  const phone = new PaperPhone()
  phone.add({ state: 'active' })
  const root = takeSnapshot(new Screen(phone, phone), IN_CALL_SERVICE)
  const outcome = (using: string, value: string): unknown => {
    try {
      return Array.isArray(locate(root, using, value))
    } catch (error) {
      return error instanceof WebDriverError
    }
  }
  fc.assert(
    fc.property(fc.constantFrom(...STRATEGIES), fc.string({ unit: 'binary' }), (using, value) => {
      expect(outcome(using, value)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

import { expect, test } from 'vitest'
import { SPRINGBOARD } from '../releases.ts'
import { Screen } from '../screen/screen.ts'
import { PaperPhone } from '../screen/testing/paper-phone.ts'
import { ElementCache } from './element-cache.ts'
import { descendantsOf, takeSnapshot } from './snapshot.ts'

const CAPACITY = 1024

test('forgets the element that was not used for longest', () => {
  const phone = new PaperPhone()
  phone.apps = Array.from({ length: CAPACITY + 1 }, (_, index) => ({
    bundleId: `com.example.${index}`,
    displayName: `App ${index}`,
    pid: 0,
    state: 'terminated',
  }))
  const screen = new Screen(phone, phone)
  const cache = new ElementCache(screen)
  const icons = descendantsOf(takeSnapshot(screen, SPRINGBOARD)).filter(({ element }) => element.type === 'Icon')
  const store = (index: number) => {
    const snapshot = icons[index]
    if (!snapshot) throw new Error(`there is no icon ${index}`)
    return cache.store({ bundleId: SPRINGBOARD, snapshot })
  }
  const ids = icons.slice(0, CAPACITY).map((_, index) => store(index))
  const [first = '', second = ''] = ids
  expect(cache.resolve(first).snapshot.element.label).toBe('App 0')
  store(CAPACITY)
  expect(cache.resolve(first).snapshot.element.label).toBe('App 0')
  expect(() => cache.resolve(second)).toThrow(expect.objectContaining({ code: 'stale element reference' }))
})

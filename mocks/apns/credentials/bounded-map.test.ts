import { expect, test } from 'vitest'
import { BoundedMap } from './bounded-map.ts'

test('it forgets what was not used for longest', () => {
  const map = new BoundedMap<string, number>(2)
  map.set('a', 1)
  map.set('b', 2)
  expect(map.get('a')).toBe(1)
  map.set('c', 3)
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3])
})

test('it never grows beyond its limit', () => {
  const map = new BoundedMap<number, number>(10)
  for (let key = 0; key < 1000; key++) map.set(key, key)
  expect(map.size).toBe(10)
})

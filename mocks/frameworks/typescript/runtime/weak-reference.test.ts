import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { WeakReference } from './weak-reference.ts'

test('what somebody holds is there', async () => {
  const held = { label: 'held' }
  const reference = new WeakReference(held)
  await setImmediate()
  expect(reference.target).toBe(held)
})

test('what nobody holds any more is gone at once', async () => {
  const reference = new WeakReference({ label: 'dropped' })
  // JavaScript keeps what a turn has made until that turn is over.
  await setImmediate()
  expect(reference.target).toBeUndefined()
  expect(reference.target).toBeUndefined()
})

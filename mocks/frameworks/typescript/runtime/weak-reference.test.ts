import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { WeakReference } from './weak-reference.ts'

test('what somebody holds is there', async () => {
  const held = { label: 'held' }
  const reference = new WeakReference(held, { releasesAtOnce: true })
  await setImmediate()
  expect(reference.target).toBe(held)
})

test('what nobody holds any more is gone at once', async () => {
  const reference = new WeakReference({ label: 'dropped' }, { releasesAtOnce: true })
  // JavaScript keeps what a turn has made until that turn is over.
  await setImmediate()
  expect(reference.target).toBeUndefined()
  expect(reference.target).toBeUndefined()
})

test('of an app that does not release at once nothing is looked for', async () => {
  const reference = new WeakReference({ label: 'dropped' }, { releasesAtOnce: false })
  await setImmediate()
  expect(reference.target).toEqual({ label: 'dropped' })
})

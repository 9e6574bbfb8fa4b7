import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PhoneSlot } from './phone-slot.ts'
import { servedPhones, type ServedPhones } from './testing/served-phones.ts'

let phones: ServedPhones
let slot: PhoneSlot

beforeAll(async () => {
  phones = await servedPhones()
  const [only] = phones.slots
  if (!only) throw new TypeError('expected a phone')
  slot = only
})
afterAll(() => phones[Symbol.asyncDispose]())

test('an app that ends because its phone is taken while it is being opened has done nothing wrong', async () => {
  const troubles: string[] = []
  const ends = slot.troubles.subscribe(({ message }) => troubles.push(message))
  const opening = slot.openApp()
  await using _taken = await slot.take()
  await opening
  ends()
  expect(troubles).toEqual([])
})

test('whoever comes while a phone is about to be given back gets it', async () => {
  const first = await slot.take()
  const next = slot.take()
  await first[Symbol.asyncDispose]()
  await using taken = await next
  expect(taken.recorder.events.map(({ name }) => name)).toEqual(['sys.boot'])
})

test('a phone that could not be given back once is there for the next', async () => {
  const broken = await slot.take()
  const { host } = slot.phone.iphone.app(slot.bundleId).bundle
  const close = host.close.bind(host)
  host.close = async () => {
    await close()
    throw new Error('the process table is full')
  }
  await expect(broken[Symbol.asyncDispose]()).rejects.toThrow('the process table is full')
  await using taken = await slot.take()
  expect(taken.recorder.events.map(({ name }) => name)).toEqual(['sys.boot'])
})

test('of a phone that nobody plays on, what was long ago is forgotten', () => {
  const { controls } = slot.phone.iphone
  for (let count = 0; count < 1500; count++) {
    controls.lock()
    controls.unlock()
  }
  const { events } = slot.recorder
  expect(events.length).toBeLessThanOrEqual(2000)
  expect(events.at(-1)?.seq).toBeGreaterThan(3000)
})

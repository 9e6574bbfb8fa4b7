import { expect, test } from 'vitest'
import { bodyOf } from './body.ts'

const flags = { template: 'article', uuid: 'A1B2C3D4-0000-4000-8000-000000000001', handle: 'jane', video: false }

test('a template is filled for the call', async () => {
  expect((await bodyOf(flags)).toString()).toBe(`{"UUID":"${flags.uuid}","identifier":"jane"}`)
})

test.each([
  [{ template: 'twillio' }, 'near it are twilio'],
  [{ template: 'none.json' }, 'expected a payload template at none.json'],
  [{ malform: 'UUID missing' }, 'there is no malformation “UUID missing”; near it are UUID'],
  [{ malform: 'timestamp stale' }, 'the payload has no field in which it could be “timestamp stale”'],
  [{ mutate: '/uuid null' }, '/UUID null'],
  [{ payload: 'none.bin' }, 'expected a payload at none.bin, and it cannot be read (ENOENT)'],
  [{ payload: import.meta.filename, mutate: 'no bytes' }, 'expected a payload that is a JSON object'],
])('refuses %o', async (wrong, message) => {
  await expect(bodyOf({ ...flags, ...wrong })).rejects.toThrow(message)
})

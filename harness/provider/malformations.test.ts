import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { malform, malformations } from './malformations.ts'
import { articlePayload, type PayloadTemplate } from './payloads.ts'

const call = { uuid: 'A1B2C3D4-0000-4000-8000-000000000001', handle: '+15551234567' }

const byName = (payload: Record<string, unknown>) =>
  Object.fromEntries(malform(payload, call).map((each) => [each.malformation, each.payload]))

test('the article’s payload is got wrong in every way', () => {
  const payload = articlePayload({ uuid: call.uuid, identifier: call.handle })
  const { 'identifier very long': long, '5120 bytes': padded, ...others } = byName(payload)
  const { UUID, identifier } = payload
  expect(others).toEqual({
    'empty object': {},
    'aps only': { aps: {} },
    'UUID absent': { identifier },
    'UUID empty': { UUID: '', identifier },
    'UUID not a UUID': { UUID: 'not-a-uuid', identifier },
    'UUID lower case': { UUID: UUID.toLowerCase(), identifier },
    'UUID without hyphens': { UUID: UUID.replaceAll('-', ''), identifier },
    'UUID number': { UUID: 42, identifier },
    'UUID null': { UUID: null, identifier },
    'UUID nested one deeper': { UUID: { UUID }, identifier },
    'UUID array': { UUID: [UUID], identifier },
    'identifier absent': { UUID },
    'identifier empty': { UUID, identifier: '' },
    'identifier null': { UUID, identifier: null },
    'identifier number': { UUID, identifier: 42 },
    'identifier emoji': { UUID, identifier: expect.stringMatching(/\p{Extended_Pictographic}/u) },
    'unknown extra type': { UUID, identifier, type: 'no-such-type' },
  })
  for (const large of [long, padded]) expect(Buffer.byteLength(JSON.stringify(large))).toBe(5120)
  expect(padded).toMatchObject(payload)
})

test('a timestamp is found by its name and its value, and made a day old', () => {
  const stale = byName({
    sentAt: '2026-01-02T03:04:05Z',
    call: { exp: 1_767_322_800, started_at: 1_767_322_800_000 },
    timeout: 30,
    from: 1_555_123_456,
  })['timestamp stale']
  expect(stale).toEqual({
    sentAt: '2026-01-01T03:04:05.000Z',
    call: { exp: 1_767_236_400, started_at: 1_767_236_400_000 },
    timeout: 30,
    from: 1_555_123_456,
  })
})

test('fields are found by what they hold, wherever a backend puts them', () => {
  const template: PayloadTemplate = ({ uuid, handle }) => ({
    aps: { 'content-available': 1 },
    data: { call: { id: uuid.toLowerCase(), from: [handle], label: handle } },
  })
  const spoilt = byName(template(call))
  expect(spoilt['UUID absent']).toEqual({
    aps: { 'content-available': 1 },
    data: { call: { from: [call.handle], label: call.handle } },
  })
  expect(spoilt['identifier absent']).toMatchObject({ data: { call: { from: [] } } })
  expect(spoilt['identifier null']).toMatchObject({ data: { call: { from: [null], label: null } } })
  expect(Buffer.byteLength(JSON.stringify(spoilt['identifier very long']))).toBeLessThanOrEqual(5120)
})

test('what a payload does not have cannot be spoilt', () => {
  expect(Object.keys(byName({ call: 'x' }))).toEqual(['empty object', 'aps only', 'unknown extra type', '5120 bytes'])
})

test('names are unique', () => {
  expect(new Set(malformations.map(({ name }) => name)).size).toBe(malformations.length)
})

test('whatever the shape, the original is left alone, every copy differs from it, and fits a VoIP push', () => {
  const field = fc.constantFrom<unknown>(call.uuid, call.handle, 1, null, 'other', [call.handle], { deep: call.uuid })
  const shape = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'id'), field)
  fc.assert(
    fc.property(shape, (extra) => {
      const payload = { id: call.uuid, from: call.handle, ...extra }
      const before = structuredClone(payload)
      for (const { payload: malformed } of malform(payload, call)) {
        expect(malformed).not.toEqual(payload)
        expect(Buffer.byteLength(JSON.stringify(malformed))).toBeLessThanOrEqual(5120)
      }
      expect(payload).toEqual(before)
    }),
    { seed: 4, numRuns: 100 },
  )
})

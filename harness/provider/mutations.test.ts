import { isUtf8 } from 'node:buffer'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mutations } from './mutations.ts'

const uuid = 'A1B2C3D4-0000-4000-8000-00000000000a'
const byName = (payload: Record<string, unknown>) =>
  new Map(mutations(payload).map(({ name, body }) => [name, body.toString()]))

test('a field is spoilt in every way that applies to it, at any depth', () => {
  const payload = { aps: { alert: 'hi' }, calls: [{ id: uuid, exp: 1_767_322_800 }] }
  const mutated = byName(payload)
  const parsed = (name: string): unknown => JSON.parse(mutated.get(name) ?? '')
  expect(parsed('/aps/alert absent')).toEqual({ ...payload, aps: {} })
  expect(parsed('/aps empty')).toEqual({ ...payload, aps: {} })
  expect(parsed('/aps of the wrong type')).toEqual({ ...payload, aps: '{"alert":"hi"}' })
  expect(parsed('/calls/0 array')).toEqual({ ...payload, calls: [payload.calls] })
  expect(parsed('/calls/0/id upper case')).toMatchObject({ calls: [{ id: uuid.toUpperCase() }] })
  expect(parsed('/calls/0/id lower case')).toMatchObject({ calls: [{ id: uuid.toLowerCase() }] })
  expect(parsed('/calls/0/id nested one deeper')).toMatchObject({ calls: [{ id: { id: uuid } }] })
  expect(parsed('/calls/0/exp stale')).toMatchObject({ calls: [{ exp: 1_767_236_400 }] })
  expect(mutated.get('/aps/alert very long')).toHaveLength(5120)
  expect(mutated.has('/aps/alert upper case')).toBe(false)
  expect(mutated.has('/calls/0/exp empty')).toBe(false)
})

test('the whole is spoilt in ways that JSON.stringify cannot', () => {
  const mutated = new Map(mutations({ id: 1 }).map(({ name, body }) => [name, body]))
  expect(mutated.get('no bytes')).toHaveLength(0)
  expect(mutated.get('5120 bytes')).toHaveLength(5120)
  expect(mutated.get('5121 bytes')).toHaveLength(5121)
  expect(mutated.get('repeated keys')?.toString()).toBe('{"id":1,"id":null}')
  expect(mutated.get('byte order mark')?.toString()).toBe('\uFEFF{"id":1}')
  expect(isUtf8(mutated.get('invalid UTF-8') ?? Buffer.alloc(0))).toBe(false)
  expect(JSON.parse(mutated.get('nested deeply')?.toString() ?? '')).toMatchObject({ id: 1 })
  for (const name of ['no JSON', 'cut off'])
    expect(() => JSON.parse(mutated.get(name)?.toString() ?? '{}')).toThrow(SyntaxError)
})

test('whatever the payload, each mutation has a name of its own and other bytes, and the original is left alone', () => {
  const key = fc.constantFrom('id', 'a/b', 'a', 'b', '~', '')
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<unknown>(uuid, 1, null, true, '', 1_767_322_800),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 3 }),
    ),
  }))
  fc.assert(
    fc.property(fc.dictionary(key, tree), (payload) => {
      const before = JSON.stringify(payload)
      const mutated = mutations(payload)
      expect(new Set(mutated.map(({ name }) => name)).size).toBe(mutated.length)
      for (const { name, body } of mutated) expect(body.toString(), name).not.toBe(before)
      expect(JSON.stringify(payload)).toBe(before)
    }),
    { numRuns: 100 },
  )
})

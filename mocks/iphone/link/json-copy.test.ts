import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonCopy } from './json-copy.ts'

const odd = [
  undefined,
  -0,
  Number.NaN,
  new Date(0),
  new Map(),
  Symbol.iterator,
  () => {},
  { toJSON: () => 'said' },
  Object('boxed'),
  Object(-0),
  Object(false),
]
const sparse = Object.assign([], { 2: odd[3] })
const own = JSON.parse('{"__proto__":{"a":1}}') as unknown
const ofClass = new (class {
  readonly type = 'generic'
  readonly #hidden = 1
  get value() {
    return this.#hidden
  }
})()
const bare = Object.assign(Object.create(null) as object, { a: 1 })

const anything = fc.object({
  values: [fc.constantFrom(...odd, sparse, own, ofClass, bare), fc.jsonValue()],
  withNullPrototype: true,
})

test('a copy is what comes of writing and reading', () => {
  fc.assert(
    fc.property(anything, (value) => {
      const copy = jsonCopy(value)
      expect(copy).toStrictEqual(JSON.parse(JSON.stringify(value)))
      expect(copy).not.toBe(value)
    }),
  )
})

test.each(odd)('of %s nothing more is left than on a wire', (value) => {
  const json = JSON.stringify(value) as string | undefined
  expect(jsonCopy(value)).toStrictEqual(json === undefined ? undefined : JSON.parse(json))
})

test('what JSON cannot carry is refused', () => {
  expect(() => jsonCopy({ n: 1n })).toThrow(TypeError)
  expect(() => jsonCopy({ n: Object(1n) as unknown })).toThrow(TypeError)
})

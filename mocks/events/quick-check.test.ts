import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { gatewayEvents } from '../apns/events.ts'
import { appEvents, callUpdate, systemEvents } from '../iphone/events.ts'
import { appMessage } from '../iphone/link/messages.ts'
import { backendEvents } from '../signalling/events.ts'
import { quickCheckOf } from './quick-check.ts'

const CALL = 'AAAAAAAA-1111-4111-8111-111111111111'

const fields = fc.dictionary(
  fc.constantFrom('name', 'push', 'uuid', 'state', 'extra', 'error', 'code', 'update', 'active', 'pid', 'seq'),
  fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(CALL, 'background', 'app', 1, 0.5, -1)),
)

test('says yes only to what the schema takes and leaves as it is', () => {
  const vocabularies = [gatewayEvents, systemEvents, appEvents, backendEvents]
  const shapes = vocabularies.flatMap((each): z.ZodObject[] => Object.values(each.shapes))
  fc.assert(
    fc.property(fc.constantFrom(...shapes), fields, (shape, value) => {
      fc.pre(quickCheckOf(shape)(value))
      expect(shape.safeParse(value)).toEqual({ success: true, data: value })
    }),
    { numRuns: 20, maxSkipsPerRun: 20_000 },
  )
})

const changed = { uuid: CALL, outgoing: false, hasConnected: true, isOnHold: false, hasEnded: false }

describe('is quick with', () => {
  test.each([
    ['a field that is absent', callUpdate, { hasVideo: true }],
    ['a positive integer', z.int().positive(), 1],
    ['a number that may be zero', z.number().nonnegative(), 0],
    ['a name of three letters', z.string().length(3), 'CHN'],
    ['a text of some form', z.string().regex(/^a$/), 'a'],
    ['nothing where that is allowed', z.string().nullable(), null],
    ['a list', z.array(z.boolean()), [true]],
    ['anything', z.object({ payload: z.unknown() }), { payload: [] }],
    ['what the phone tells of a call', systemEvents.shapes['cx.callChanged'], changed],
    ['what an app says', appMessage, { type: 'pushRegistry.entered', t: 1.5, push: 'p' }],
  ])('%s', (_, schema, value) => {
    expect(quickCheckOf(schema)(value)).toBe(true)
  })
})

describe('leaves to the schema', () => {
  test.each([
    ['a field that is not known', callUpdate, { colour: 1 }],
    ['a field that is missing', z.object({ a: z.string() }), {}],
    ['a field that would be given its default', z.object({ a: z.literal('x').default('x') }), {}],
    ['zero where it takes more', z.int().positive(), 0],
    ['a fraction', z.int(), 0.5],
    ['infinity', z.number(), Infinity],
    ['another length', z.string().length(3), 'CH'],
    ['a list where an object is wanted', z.object({}), []],
    ['what it does not know of zod', z.string().min(1), 'a'],
    ['a message of no known type', appMessage, { type: 'hi', t: 1 }],
    ['a message that is not whole', appMessage, { type: 'pushRegistry.entered', t: 1 }],
    ['no message at all', appMessage, 7],
    ['a refinement', z.object({ a: z.string() }).refine(() => true), { a: '' }],
  ])('%s', (_, schema, value) => {
    expect(quickCheckOf(schema)(value)).toBe(false)
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillTemplate, type Template } from './fill-template.ts'
import { placeholders } from './placeholders.ts'

const uuid = 'A1B2C3D4-0000-4000-8000-00000000000A'
const call = { uuid, handle: '+15551234567', displayName: 'Jane', hasVideo: true }
const now = new Date('2026-01-02T03:04:05.678Z')
const fill = (template: Template) => fillTemplate(template, call, { now })

test('each placeholder becomes what it stands for, in its own type', () => {
  const template = Object.fromEntries(Object.keys(placeholders).map((name) => [name, `{{${name}}}`]))
  expect(fill(template)).toEqual({
    uuid,
    'uuid.lower': 'a1b2c3d4-0000-4000-8000-00000000000a',
    'uuid.upper': uuid,
    'uuid.hex': 'a1b2c3d400004000800000000000000a',
    handle: '+15551234567',
    displayName: 'Jane',
    hasVideo: true,
    now: 1_767_323_045,
    'now.ms': 1_767_323_045_678,
    'now.iso': '2026-01-02T03:04:05.678Z',
    expires: 1_767_323_105,
    'expires.ms': 1_767_323_105_678,
    'expires.iso': '2026-01-02T03:05:05.678Z',
  })
})

test('within a longer text, and at any depth', () => {
  expect(fill({ a: [{ b: 'sip:{{ handle }}?video={{hasVideo}}', c: 1, d: null }], '{{uuid}}': true })).toEqual({
    a: [{ b: 'sip:+15551234567?video=true', c: 1, d: null }],
    '{{uuid}}': true,
  })
})

test('what a call does not say has a value all the same', () => {
  const { uuid, handle } = call
  expect(fillTemplate({ n: '{{displayName}}', v: '{{hasVideo}}' }, { uuid, handle })).toEqual({ n: handle, v: false })
})

describe('a placeholder that does not exist is refused', () => {
  test.each([
    ['{{UUID}}', 'there is no placeholder {{UUID}}; did you mean {{uuid}}? There are uuid, uuid.lower'],
    ['x {{display_name}}', 'did you mean {{displayName}}?'],
    ['{{uuid.lowercase}}', 'did you mean {{uuid.lower}}?'],
    ['{{}}', 'there is no placeholder {{}} There are'],
    ['{{toString}}', 'there is no placeholder {{toString}}'],
  ])('%s', (text, message) => {
    expect(() => fill({ text })).toThrow(
      expect.objectContaining({ code: 'TEMPLATE', message: expect.stringContaining(message) }),
    )
  })
})

test('what has no placeholder is left as it is', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (template) => {
      fc.pre(!JSON.stringify(template).includes('{{'))
      expect(fill(template as Template)).toEqual(template)
    }),
  )
})

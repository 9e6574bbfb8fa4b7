import { expect, test } from 'vitest'
import { selectionOf } from './selection.ts'

test('reads names and values', () => {
  expect(selectionOf('topic=com.example.App.voip,status=200,reason=a=b,since=1.5')).toEqual({
    topic: 'com.example.App.voip',
    status: 200,
    reason: 'a=b',
    since: 1.5,
  })
})

test.each([
  ['topc=x', 'near it are topic'],
  ['status=ok', 'expected a number for status; got “ok”'],
  ['', 'pushes cannot be selected by “”'],
])('refuses %s', (only, message) => {
  expect(() => selectionOf(only)).toThrow(
    expect.objectContaining({ code: 'USAGE', message: expect.stringContaining(message) }),
  )
})

import { expect, test } from 'vitest'
import { CXError } from './errors.ts'

test('an error says which it is, without a stack, and leaves those of others as they are', () => {
  const { stackTraceLimit } = Error
  const error = new CXError({
    domain: 'com.apple.CallKit.error.incomingcall',
    code: 2,
    caseName: 'callUUIDAlreadyExists',
  })
  const said = 'Error Domain=com.apple.CallKit.error.incomingcall Code=2 (callUUIDAlreadyExists)'
  expect(error).toMatchObject({ name: 'CXError', message: said, code: 2 })
  expect(error.stack).not.toContain('\n')
  expect(Error.stackTraceLimit).toBe(stackTraceLimit)
  expect(new Error('another').stack).toContain('errors.test.ts')
})

import { expect, test } from 'vitest'
import {
  CALL,
  OTHER_CALL,
  OTHER_PUSH,
  PUSH,
  deliver,
  enter,
  kill,
  report,
  returned,
  sent,
  terminate,
} from '../testing/happenings.ts'
import { traceOf, type Entry } from '../testing/trace-of.ts'
import { pushesOf } from './pushes.ts'

/** The sequence number of the report that each push got. */
const claims = (...entries: Entry[]) =>
  Object.fromEntries(pushesOf(traceOf(...entries)).map(({ push, report: claimed }) => [push, claimed?.seq]))

test('a report belongs to the delegate call that it was made in, whatever its UUID', () => {
  expect(claims([0, sent()], [1, enter()], [2, report(OTHER_CALL)], [3, returned()])).toEqual({ [PUSH]: 3 })
})

test('a late report belongs to the push that announced its call', () => {
  const entries: Entry[] = [
    [0, sent()],
    [0, sent({ push: OTHER_PUSH, uuid: OTHER_CALL })],
    [1, enter()],
    [2, returned()],
    [3, enter(OTHER_PUSH)],
    [4, report(CALL)],
    [5, returned(OTHER_PUSH)],
    [6, report(OTHER_CALL)],
  ]
  expect(claims(...entries)).toEqual({ [PUSH]: 6, [OTHER_PUSH]: 8 })
})

test('two pushes for one call have a report each', () => {
  const entries: Entry[] = [
    [0, sent()],
    [0, sent({ push: OTHER_PUSH })],
    [1, enter()],
    [2, report()],
    [3, returned()],
    [4, enter(OTHER_PUSH)],
    [5, report()],
    [6, returned(OTHER_PUSH)],
  ]
  expect(claims(...entries)).toEqual({ [PUSH]: 4, [OTHER_PUSH]: 7 })
})

test('a malformed push has the report under its own UUID too, though another push announced that', () => {
  const entries: Entry[] = [
    [0, sent()],
    [0, sent({ push: OTHER_PUSH, malformation: 'unknown field' })],
    [1, enter()],
    [2, report()],
    [3, returned()],
    [4, enter(OTHER_PUSH)],
    [5, report()],
    [6, returned(OTHER_PUSH)],
  ]
  expect(claims(...entries)).toEqual({ [PUSH]: 4, [OTHER_PUSH]: 7 })
})

test('a push that the provider has not sent may be for a call that another one announced', () => {
  const entries: Entry[] = [
    [0, sent()],
    [1, enter()],
    [2, report()],
    [3, returned()],
    [4, deliver({ push: OTHER_PUSH, local: true })],
    [5, enter(OTHER_PUSH)],
    [6, report()],
    [7, returned(OTHER_PUSH)],
  ]
  expect(claims(...entries)).toEqual({ [PUSH]: 3, [OTHER_PUSH]: 7 })
})

test('a late report under a fresh UUID belongs to a malformed push, while its process lives', () => {
  const malformed: Entry[] = [
    [0, sent({ malformation: 'UUID absent' })],
    [1, enter()],
    [2, returned()],
  ]
  expect(claims(...malformed, [3, report(OTHER_CALL)])).toEqual({ [PUSH]: 4 })
  expect(claims(...malformed, [2.5, terminate()], [3, report(OTHER_CALL)])).toEqual({ [PUSH]: undefined })
})

test('a report of another process is none for a push that the one before died of', () => {
  const entries: Entry[] = [
    [0, sent()],
    [1, enter()],
    [2, terminate()],
    [3, report(OTHER_CALL)],
    [4, enter(OTHER_PUSH)],
  ]
  expect(claims(...entries)[PUSH]).toBeUndefined()
})

test('a kill without a push is for the delivery before it', () => {
  const [first, second] = pushesOf(traceOf([0, deliver()], [1, deliver({ push: OTHER_PUSH })], [7001, kill()]))
  expect(first?.kill).toBeUndefined()
  expect(second?.kill?.seq).toBe(3)
})

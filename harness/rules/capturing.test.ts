import { expect, test } from 'vitest'
import type { Happening } from '../trace/events.ts'
import { captureNothingBeside } from './capturing.ts'
import { changed, OTHER_CALL } from './testing/happenings.ts'
import { outcomes, type Entry } from './testing/trace-of.ts'

const foreign = (fields: object): Happening => ({
  name: 'sys.call',
  uuid: OTHER_CALL,
  outgoing: false,
  hasConnected: true,
  isOnHold: false,
  hasEnded: false,
  ...fields,
})
const category = (name: string): Happening => ({ name: 'av.setCategory', category: name, mode: 'default', options: [] })
const launch: Happening = { name: 'app.launch', bundleId: 'a', pid: 1, reason: 'user', state: 'foreground' }
const start: Happening = { name: 'audio.io.start' }
const activate: Happening = { name: 'av.setActive', active: true, error: 561017449 }

test.each(['playAndRecord', 'record', 'AVAudioSessionCategoryPlayAndRecord'])('fails %s beside a call', (name) => {
  for (const attempt of [start, activate]) {
    const entries: Entry[] = [
      [0, foreign({})],
      [1, launch],
      [2, category(name)],
      [3, attempt],
    ]
    expect(outcomes(captureNothingBeside, ...entries)).toEqual(['fail'])
  }
})

test('passes playback, and an app that does nothing', () => {
  const opened: Entry[] = [
    [0, foreign({})],
    [1, launch],
  ]
  expect(outcomes(captureNothingBeside, ...opened)).toEqual(['pass'])
  expect(outcomes(captureNothingBeside, ...opened, [2, category('playback')], [3, start])).toEqual(['pass'])
  expect(outcomes(captureNothingBeside, ...opened, [3, start])).toEqual(['pass'])
})

test('what another process has set is gone', () => {
  const entries: Entry[] = [
    [-1, category('playAndRecord')],
    [0, foreign({})],
    [1, launch],
    [3, start],
  ]
  expect(outcomes(captureNothingBeside, ...entries)).toEqual(['pass'])
})

test.each([
  [9.999, ['fail']],
  [10.001, []],
])('recording at %d ms, around the end of the call: %j', (at, expected) => {
  const entries: Entry[] = [
    [-1, category('record')],
    [0, foreign({})],
    [10, foreign({ hasEnded: true })],
    [at, start],
  ]
  expect(outcomes(captureNothingBeside, ...entries)).toEqual(expected)
})

test('has nothing to say of calls that ring, of an app that is not there, or that has a call of its own', () => {
  const record: Entry[] = [
    [2, category('record')],
    [3, start],
  ]
  expect(outcomes(captureNothingBeside, [0, foreign({ hasConnected: false })], ...record)).toEqual([])
  expect(outcomes(captureNothingBeside, [0, foreign({})])).toEqual([])
  expect(outcomes(captureNothingBeside, [0, foreign({})], [1, changed({ hasConnected: true })], ...record)).toEqual([])
})

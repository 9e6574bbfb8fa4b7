import { expect, test } from 'vitest'
import * as happenings from '../rules/testing/happenings.ts'
import { traceOf, type Entry } from '../rules/testing/trace-of.ts'
import { windowsOf, type Window, type WindowSizes } from './windows.ts'

const smallest: WindowSizes = { whole: 0, least: 1, leastRunning: 4, most: 6 }
const { accepted, changed, launch, over, refused, registry, report, terminate } = happenings

async function windows(sizes: WindowSizes, ...entries: readonly Entry[]): Promise<Window[]> {
  const { events } = traceOf(...entries)
  return await Array.fromAsync(
    windowsOf(
      (async function* batches() {
        yield events
      })(),
      sizes,
    ),
  )
}
const places = (parts: readonly Window[]) => parts.map(({ events }) => events.map(({ seq }) => seq))

test('a cut is where it is quiet and no app runs', async () => {
  const parts = await windows(smallest, [0, launch()], [1, terminate()], [70_000, launch()], [140_000, terminate()])
  expect(places(parts)).toEqual([
    [1, 2, 3],
    [2, 3, 4],
  ])
  expect(parts.map(({ foreign }) => [...foreign])).toEqual([[3], [2]])
  expect(parts[0]?.events.at(-1)).toMatchObject({ name: 'scenario.step', at: 70_000 })
})

test('where an app runs on, a window is longer, and the next begins with how things stand', async () => {
  const parts = await windows(
    smallest,
    [0, launch()],
    [1, registry],
    [70_000, { name: 'sys.lock' }],
    [140_000, { name: 'sys.unlock' }],
    [210_000, { name: 'sys.lock' }],
  )
  expect(places(parts)).toEqual([
    [1, 2, 3, 4, 5],
    [1, 2, 3, 4, 5],
  ])
  expect(parts[1]?.foreign).toEqual(new Set([1, 2, 3, 4]))
})

test('a call that does not end is torn when there is no more room', async () => {
  const calls = Array.from({ length: 8 }, (_, index): Entry => [index * 70_000, changed({ isOnHold: index % 2 === 1 })])
  const parts = await windows(smallest, ...calls, [600_000, over('user')], [700_000, { name: 'sys.lock' }])
  expect(parts.map(({ isTorn }) => isTorn)).toEqual([true, true, false])
})

test.each<[string, Entry[], number]>([
  ['one that nobody but the answer to its report tells of', [[0, accepted()]], 1],
  [
    'one that is over before its report is answered',
    [
      [0, report()],
      [1, changed()],
      [2, over('app')],
      [3, accepted()],
    ],
    2,
  ],
  [
    'one that is refused',
    [
      [0, report()],
      [1, refused(3)],
    ],
    2,
  ],
])('a call lasts from its acceptance to its end: %s', async (_, entries, expected) => {
  const parts = await windows({ ...smallest, most: 100 }, ...entries, [70_000, launch()], [140_000, terminate()])
  expect(parts).toHaveLength(expected)
})

test('what is small enough stays whole', async () => {
  const parts = await windows({ ...smallest, whole: 4 }, [0, { name: 'sys.lock' }], [70_000, { name: 'sys.unlock' }])
  expect(places(parts)).toEqual([[1, 2]])
})

test('nothing is a window without events', async () => {
  expect(places(await windows(smallest))).toEqual([[]])
})

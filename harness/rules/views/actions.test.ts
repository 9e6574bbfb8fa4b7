import { describe, expect, test } from 'vitest'
import { appState, fail, fulfill, perform, timeout } from '../testing/happenings.ts'
import { traceOf, type Entry } from '../testing/trace-of.ts'
import { actionsOf, fulfilment } from './actions.ts'

const HOLD = 'CXSetHeldCallAction'

describe('what an app has fulfilled', () => {
  const late: [Entry, ...Entry[]] = [
    [1, perform(HOLD, { onHold: true })],
    [5001, timeout(HOLD)],
    [55_001, fulfill(HOLD)],
  ]

  test.each<[string, Entry[], number | undefined]>([
    ['an action that it fulfilled', [late[0], [2, fulfill(HOLD)], [3, fail(HOLD)]], 2],
    ['not one that it failed first', [late[0], [2, fail(HOLD)], [3, fulfill(HOLD)]], undefined],
    ['one that it was late with', late, 55_001],
    ['not one that it slept through', [[0, appState('suspended')], ...late], undefined],
    ['not one that it was put to sleep in', late.toSpliced(1, 0, [2, appState('suspended')]), undefined],
    ['one that it slept before', [[-1, appState('suspended')], [0, appState('background')], ...late], 55_001],
  ])('%s', (_, entries, at) => {
    const [action] = actionsOf(traceOf(...entries))
    expect(action && fulfilment(action)?.at).toBe(at)
  })
})

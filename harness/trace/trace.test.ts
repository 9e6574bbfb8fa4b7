import { expect, test } from 'vitest'
import type { TraceEvent } from './trace-event.ts'
import { Trace } from './trace.ts'

const enter = (seq: number, at: number): TraceEvent => ({
  seq,
  at,
  actor: 'app',
  uncertaintyMs: 0.1,
  name: 'pk.enter',
  push: `p${seq}`,
})
const lock = (seq: number, at: number): TraceEvent => ({ seq, at, actor: 'phone', uncertaintyMs: 0, name: 'sys.lock' })

const trace = new Trace([lock(1, 5), enter(2, 4), enter(3, 5), lock(4, 9), enter(5, 9)])
const seqs = (events: Iterable<TraceEvent>) => [...events].map(({ seq }) => seq)

test('stands in order of time, and of arrival at the same instant', () => {
  expect(seqs(trace.events)).toEqual([2, 1, 3, 4, 5])
})

test('answers by name', () => {
  expect(seqs(trace.of('pk.enter'))).toEqual([2, 3, 5])
  expect(trace.first('pk.enter', ({ push }) => push !== 'p2')?.seq).toBe(3)
  expect(trace.last('pk.enter')?.seq).toBe(5)
  expect(trace.of('cx.reset')).toEqual([])
})

test('answers by neighbourhood', () => {
  const [, , middle] = trace.events
  if (!middle) throw new Error('the trace has five events')
  expect(trace.next(middle, 'pk.enter')?.seq).toBe(5)
  expect(trace.next(middle, 'sys.lock')?.seq).toBe(4)
  expect(trace.previous(middle, 'sys.lock')?.seq).toBe(1)
  expect(trace.previous(middle, 'pk.enter')?.seq).toBe(3)
  expect(trace.previous(enter(0, 0), 'pk.enter')).toBeUndefined()
  expect(trace.before(middle, 'pk.enter')?.seq).toBe(2)
  expect(trace.before(middle, 'sys.lock')?.seq).toBe(1)
  expect(seqs(trace.after(enter(0, 0), 'pk.enter', middle))).toEqual([2, 3])
  expect(seqs(trace.after(middle, 'pk.enter'))).toEqual([5])
})

test('is not changed by what is recorded later', () => {
  const growing = [lock(1, 1)]
  const early = new Trace(growing)
  growing.push(lock(2, 2))
  expect(early.events).toHaveLength(1)
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { FaultError } from './fault-error.ts'
import { FaultPlan, type FaultSubject } from './fault-plan.ts'
import type { FaultInput } from './fault.ts'

const status = new Set(['status'] as const)
const push: FaultSubject = { connection: 1, token: 'ABCDEF00', topic: 'com.example.App.voip', pushType: 'voip' }

/** For each of so many pushes, whether the fault has struck. */
function strikes(plan: FaultPlan, count: number, subject: FaultSubject = push): boolean[] {
  return Array.from({ length: count }, () => plan.strike(status, subject).length > 0)
}

test('spares the first, strikes every n-th after them, so often and no more', () => {
  const plan = new FaultPlan()
  const scripted = plan.add({ fault: 'status', reason: 'Shutdown', after: 2, every: 3, times: 2 })
  expect(strikes(plan, 14).flatMap((struck, index) => (struck ? [index + 1] : []))).toEqual([5, 8])
  expect(scripted.explain()).toBe(
    'answers pushes with 503 Shutdown, sparing the first 2, every 3rd of them, twice (struck 2 of 8 so far)',
  )
})

test.each<[Partial<FaultSubject>, boolean]>([
  [{}, true],
  [{ token: 'abcdef00' }, true],
  [{ token: 'abcdef01' }, false],
  [{ topic: 'com.example.App.voip', pushType: 'voip', connection: 1 }, true],
  [{ topic: 'com.example.App' }, false],
  [{ connection: 2 }, false],
  [{ collapseId: 'x' }, false],
])('%j picks the push: %s', (match, isPicked) => {
  const plan = new FaultPlan()
  plan.add({ fault: 'status', reason: 'Shutdown', match } as FaultInput)
  expect(strikes(plan, 1)).toEqual([isPicked])
})

test('the same seed strikes the same pushes, another one others, and about as many as asked', () => {
  const run = (seed: number) => {
    const plan = new FaultPlan(seed)
    plan.add({ fault: 'status', reason: 'Shutdown', probability: 0.3 })
    return strikes(plan, 2000)
  }
  expect(run(7)).toEqual(run(7))
  expect(run(7)).not.toEqual(run(8))
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const share = run(seed).filter(Boolean).length / 2000
      expect(share).toBeGreaterThan(0.24)
      expect(share).toBeLessThan(0.36)
    }),
    { numRuns: 30, seed: 1 },
  )
})

test('jitter stays within its bounds and follows the seed', () => {
  const delays = (seed: number) => {
    const plan = new FaultPlan(seed)
    return Array.from({ length: 100 }, () => plan.delay({ ms: 10, jitterMs: 5 }))
  }
  expect(delays(1)).toEqual(delays(1))
  for (const delay of delays(1)) {
    expect(delay).toBeGreaterThanOrEqual(10)
    expect(delay).toBeLessThan(15)
  }
})

test('a fault can be taken out, found and all be forgotten', () => {
  const plan = new FaultPlan()
  const first = plan.add({ fault: 'lost' })
  const second = plan.add({ fault: 'status', reason: 'Shutdown' })
  expect(plan.list().map(({ id }) => id)).toEqual([first.id, second.id])
  expect(plan.find(second.id)).toBe(second)
  first.remove()
  first.remove()
  expect(plan.list()).toEqual([second])
  plan.clear()
  expect(plan.isEmpty).toBe(true)
  expect(strikes(plan, 1)).toEqual([false])
})

test('only some faults need the frames of a connection', () => {
  const plan = new FaultPlan()
  plan.add({ fault: 'latency', ms: 1 })
  expect(plan.needsFrames).toBe(false)
  plan.add({ fault: 'goaway' })
  expect(plan.needsFrames).toBe(true)
})

test.each<[unknown, RegExp]>([
  [{ fault: 'explode' }, /fault/],
  [{ fault: 'status', reason: 'Nonsense' }, /reason/],
  [{ fault: 'latency', ms: -1 }, /ms/],
  [{ fault: 'latency', ms: 5, often: true }, /often/],
  [{ fault: 'lost', match: { tokn: 'x' } }, /tokn/],
  [{ fault: 'lost', probability: 2 }, /probability/],
])('%j is no fault', (input, message) => {
  const add = () => new FaultPlan().add(input as FaultInput)
  expect(add).toThrow(FaultError)
  expect(add).toThrow(message)
})

import { describe, expect, test } from 'vitest'
import type { Happening } from '../../trace/events.ts'
import { answered, received } from '../testing/happenings.ts'
import { lintCheck } from '../testing/lint-check.ts'
import { outcomes, type Entry } from '../testing/trace-of.ts'

const connect = (connection: number, client = '192.0.2.1'): Happening => ({
  name: 'apns.connect',
  connection,
  alpn: true,
  tls: 'TLSv1.3',
  authentication: 'token',
  client,
})
const disconnect = (connection: number): Happening => ({ name: 'apns.disconnect', connection })
const goaway = (connection = 1): Happening => ({ name: 'apns.goaway', connection, code: 0, lastStream: 1 })
const id = (index: number) => `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`

/** A connection with so many pushes on it, each answered. */
function used(connection: number, at: number, pushes: number): Entry[] {
  return [
    [at, connect(connection)],
    ...Array.from({ length: pushes }, (_, index): Entry[] => [
      [at + 1, received({ push: id(connection * 100 + index), connection })],
      [at + 2, answered({ push: id(connection * 100 + index) })],
    ]).flat(),
  ]
}

describe('LINT-CONN-001', () => {
  const check = lintCheck('LINT-CONN-001')
  const churn = (connections: number, pushes: number, last: (connection: number) => Happening[]) =>
    Array.from({ length: connections }, (_, index): Entry[] => [
      ...used(index, index * 10, pushes),
      ...last(index).map((happening): Entry => [index * 10 + 5, happening]),
    ]).flat()

  test('fails connections that are closed after a push each', () => {
    expect(outcomes(check, ...churn(5, 1, (index) => [disconnect(index)]))).toEqual(['fail'])
  })

  test('passes a few, those that were used, those still open, and those that were sent away', () => {
    expect(outcomes(check, ...churn(4, 1, (index) => [disconnect(index)]))).toEqual(['pass'])
    expect(outcomes(check, ...churn(5, 3, (index) => [disconnect(index)]))).toEqual(['pass'])
    expect(outcomes(check, ...churn(5, 1, () => []))).toEqual(['pass'])
    const late = Array.from({ length: 5 }, (_, index): Entry => [600_000 + index * 10, disconnect(index)])
    expect(outcomes(check, ...churn(5, 1, () => []), ...late)).toEqual(['pass'])
    expect(outcomes(check, ...churn(5, 1, (index) => [goaway(index), disconnect(index)]))).toEqual(['pass'])
  })
})

describe('LINT-CONN-002', () => {
  const check = lintCheck('LINT-CONN-002')
  const pool = (connections: number) => Array.from({ length: connections }, (_, at): Entry => [at, connect(at)])

  test.each([
    [10, 'pass'],
    [11, 'fail'],
  ])('judges %d connections at a time: %s', (connections, outcome) => {
    expect(outcomes(check, ...pool(connections))).toEqual([outcome])
  })

  test('counts those that are open, and each client by itself', () => {
    expect(outcomes(check, ...pool(10), [20, disconnect(1)], [21, connect(11)])).toEqual(['pass'])
    expect(outcomes(check, ...pool(10), [21, connect(11, '192.0.2.2')])).toEqual(['pass'])
  })
})

describe('LINT-CONN-003', () => {
  const check = lintCheck('LINT-CONN-003')
  const push = received({ push: id(1) })

  test('fails a push over a connection that was sent away', () => {
    expect(outcomes(check, ...used(1, 0, 1), [10, goaway()], [1011, push])).toEqual(['fail'])
  })

  test('passes one that was on its way, and one over another connection', () => {
    expect(outcomes(check, ...used(1, 0, 1), [10, goaway()], [1010, push])).toEqual(['pass'])
    expect(outcomes(check, ...used(1, 0, 1), [10, goaway()], ...used(2, 2000, 1))).toEqual(['pass'])
  })

  test('is not exercised without a GOAWAY', () => {
    expect(outcomes(check, ...used(1, 0, 1))).toEqual([])
  })
})

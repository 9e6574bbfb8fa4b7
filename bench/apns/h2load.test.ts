import { expect, test } from 'vitest'
import { parseLog } from './h2load.ts'

test('counts the answers of 200 from the first request to the last answer', () => {
  const log = '1000000\t200\t2000\n1500000\t200\t500000\n1000000\t-1\t9000000\n1200000\t403\t1000\n'
  expect(parseLog(log)).toEqual({ latencies: [2, 500], perSecond: 2 })
})

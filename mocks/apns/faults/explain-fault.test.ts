import { expect, test } from 'vitest'
import { explainFault } from './explain-fault.ts'
import { fault, type FaultInput } from './fault.ts'

const token = '00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0'

test.each<[FaultInput, string]>([
  [{ fault: 'latency', ms: 200 }, 'deals with pushes 200 ms late'],
  [{ fault: 'latency', ms: 200, jitterMs: 50, times: 3 }, 'deals with pushes 200 to 250 ms late, 3 times'],
  [
    { fault: 'status', reason: 'ServiceUnavailable', times: 2, match: { topic: 'com.example.App.voip' } },
    'answers pushes for com.example.App.voip with 503 ServiceUnavailable, twice',
  ],
  [
    { fault: 'status', reason: 'TooManyRequests', retryAfter: 5, match: { token, pushType: 'voip' } },
    'answers voip pushes to 00fc…#09ff82 with 429 TooManyRequests and asks to be left alone for 5 s',
  ],
  [{ fault: 'status', reason: 'BadPath', status: 400 }, 'answers pushes with 400 BadPath'],
  [{ fault: 'reset', times: 1 }, 'resets the stream of pushes with REFUSED_STREAM before the push is processed, once'],
  [
    { fault: 'reset', code: 'CANCEL', when: 'after', every: 3 },
    'resets the stream of pushes with CANCEL after the push was processed, every 3rd of them',
  ],
  [
    { fault: 'goaway', reason: 'Shutdown', after: 10 },
    'tells the connection of pushes to go away (Shutdown, last: this stream) after the push was processed, sparing the first 10',
  ],
  [
    { fault: 'goaway', when: 'before', lastStream: 0, code: 'INTERNAL_ERROR' },
    'tells the connection of pushes to go away (INTERNAL_ERROR, last: stream 0) before the push is processed',
  ],
  [
    { fault: 'goaway', answered: false, match: { priority: '5', collapseId: 'c' } },
    'tells the connection of pushes of priority 5 with collapse id c to go away (NO_ERROR, last: this stream) after the push was processed, unanswered',
  ],
  [{ fault: 'drop', when: 'mid-answer' }, 'cuts the connection of pushes in the middle of the answer'],
  [{ fault: 'silence', match: { connection: 2 } }, 'says nothing more on the connection of pushes on connection 2'],
  [{ fault: 'withhold', frame: 'PING ACK' }, 'sends no PING ACK on connections'],
  [{ fault: 'slow reader', bytesPerSecond: 100, match: { connection: 1 } }, 'reads 100 bytes a second of connection 1'],
  [{ fault: 'late', ms: 20_000 }, 'delivers pushes 20000 ms late, in spite of their expiration'],
  [{ fault: 'late', ms: 1, inSpiteOfExpiration: false }, 'delivers pushes 1 ms late'],
  [{ fault: 'lost', probability: 0.125 }, 'loses pushes on the way to the device, each with a probability of 12.5 %'],
  [{ fault: 'duplicated', gapMs: 6 }, 'delivers pushes 2 times, 6 ms apart'],
  [{ fault: 'reordered' }, 'delivers pushes after the next one to the same device'],
  [{ fault: 'reordered', by: 3 }, 'delivers pushes after the next 3 to the same device'],
])('%j', (input, sentence) => {
  expect(explainFault(fault.parse(input))).toBe(sentence)
})

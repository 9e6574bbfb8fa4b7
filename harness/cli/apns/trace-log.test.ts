import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { VirtualClock } from '../../../mocks/clock/virtual-clock.ts'
import { readTraceFile } from '../../trace/trace-file.ts'
import { TraceLog, type TraceLogOptions } from './trace-log.ts'

const request = (push: number) =>
  ({ name: 'apns.request', push: String(push), connection: 1, stream: push * 2 + 1, bytes: 2 }) as const

function traceLog(file: string, options: Partial<TraceLogOptions> = {}) {
  return new TraceLog({
    clock: new VirtualClock(),
    header: { app: 'backend', target: 'gateway', release: '18.2', startedAt: '2026-01-01T00:00:00Z' },
    keep: 10,
    keepNames: new Set(['apns.request', 'apns.response']),
    file,
    ...options,
  })
}

test('everything goes to the file and its copy, the beginning stays in memory', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'callkit-trace-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'trace.jsonl')
  let copy = ''
  const log = traceLog(file, { copyTo: { write: (text) => (copy += text) } })
  for (let push = 0; push < 100; push++) {
    log.record(request(push))
    log.record({ name: 'apns.deliver', push: String(push), token: '00fc…#5f1c2a' })
  }
  log[Symbol.dispose]()
  expect(log.kept.events.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, () => 'apns.request'))
  const { trace, problems } = await readTraceFile(file)
  expect({ events: trace.events.length, problems }).toEqual({ events: 200, problems: [] })
  expect(copy).toBe(await readFile(file, 'utf8'))
})

test.runIf(process.platform === 'linux')('a disk that is full is told, and does not stop the gateway', () => {
  const log = traceLog('/dev/full')
  log.record(request(0))
  log[Symbol.dispose]()
  expect(log.error?.message).toContain('ENOSPC')
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RealClock } from '../mocks/clock/real-clock.ts'
import { Recorder } from '../harness/trace/recorder.ts'
import { readTraceFile } from '../harness/trace/trace-file.ts'
import type { Bench } from './figure.ts'
import { manyCalls } from './many-calls.ts'
import { durations, median } from './measure.ts'

const CALLS = 500
const REPETITIONS = 5

/** Writing a trace event by event, as a recorder does, and reading it back with every line checked. */
export const trace: Bench = async (progress) => {
  const folder = await mkdtemp(join(tmpdir(), 'callkit-conformance-bench-'))
  try {
    const events = await manyCalls(CALLS)
    const header = { app: 'bench', target: 'virtual', release: '18.2', startedAt: new Date().toISOString() }
    const file = join(folder, 'trace.jsonl')
    progress(`writing ${events.length} events`)
    const writing = await durations(REPETITIONS, () => {
      using recorder = new Recorder({ clock: new RealClock(), header, file })
      for (const event of events) recorder.record(event, event)
    })
    progress('reading them')
    const reading = await durations(REPETITIONS, async () => {
      const { trace: read } = await readTraceFile(file)
      if (read.events.length !== events.length)
        throw new Error(`expected to read ${events.length} events, and read ${read.events.length}`)
    })
    return [
      { name: 'trace.written', value: events.length / (median(writing) / 1000), unit: 'per second' },
      { name: 'trace.read', value: events.length / (median(reading) / 1000), unit: 'per second' },
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

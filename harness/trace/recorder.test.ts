import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { VirtualClock } from '../../mocks/clock/virtual-clock.ts'
import { Emitter } from '../../mocks/events/emitter.ts'
import type { PhoneEvent } from '../../mocks/iphone/events.ts'
import { Recorder, TraceClosedError } from './recorder.ts'
import { readTraceFile } from './trace-file.ts'

const header = { app: 'reference', target: 'virtual', release: '18.2', startedAt: '2026-01-01T00:00:00Z' }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recorder-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('puts events on its clock, in order of arrival', async () => {
  const clock = new VirtualClock()
  using recorder = new Recorder({ clock, header })
  recorder.record({ name: 'sys.lock' })
  await clock.sleep(12.345_678)
  recorder.record({ name: 'sys.unlock' })
  recorder.record({ name: 'pk.enter', push: 'p' }, { at: 3, uncertaintyMs: 0.25 })
  expect(recorder.events).toEqual([
    { seq: 1, at: 0, actor: 'phone', uncertaintyMs: 0, name: 'sys.lock' },
    { seq: 2, at: 12.346, actor: 'phone', uncertaintyMs: 0, name: 'sys.unlock' },
    { seq: 3, at: 3, actor: 'app', uncertaintyMs: 0.25, name: 'pk.enter', push: 'p' },
  ])
})

test('records what emitters tell, until it is closed', () => {
  const emitter = new Emitter<PhoneEvent>()
  const recorder = new Recorder({ clock: new VirtualClock(), header })
  recorder.listen(emitter)
  emitter.emit({ name: 'cx.reset' })
  recorder.close()
  emitter.emit({ name: 'cx.reset' })
  expect(recorder.events).toHaveLength(1)
  expect(() => recorder.record({ name: 'sys.lock' })).toThrow(TraceClosedError)
})

test('wakes whoever waits for an event', async () => {
  const clock = new VirtualClock()
  using recorder = new Recorder({ clock, header })
  const heard: string[] = []
  const unsubscribe = recorder.subscribe(({ name }) => heard.push(name))
  clock.setTimeout(() => recorder.record({ name: 'sys.lock' }), 5000)
  await clock.until(() => heard.includes('sys.lock'), 6000, 'the lock')
  unsubscribe()
  recorder.record({ name: 'sys.unlock' })
  expect(clock.now()).toBe(5000)
  expect(heard).toEqual(['sys.lock'])
})

test('has each event in the file before the next one happens', async () => {
  const file = join(folder, 'deep', 'trace.jsonl')
  const recorder = new Recorder({ clock: new VirtualClock(), header, file })
  recorder.record({ name: 'sys.lock' })
  expect((await readFile(file, 'utf8')).trimEnd().split('\n')).toHaveLength(2)
  recorder.record({ name: 'scenario.step', title: 'unlock "it"\n' })
  recorder.close()
  const read = await readTraceFile(file)
  expect(read.header).toEqual({ trace: 1, ...header })
  expect(read.trace.events).toEqual(recorder.events)
  expect(read.problems).toEqual([])
})

import { Worker } from 'node:worker_threads'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { StepLog } from './step-log.ts'

test('another thread reads what one that says nothing is playing', async () => {
  const memory = StepLog.memory(1000)
  const log = new StepLog(memory)
  const playing = `
    import { workerData } from 'node:worker_threads'
    const { StepLog } = await import(${JSON.stringify(new URL('./step-log.ts', import.meta.url).href)})
    const log = new StepLog(workerData)
    log.begins()
    log.plays({ do: 'earlier' })
    log.begins()
    log.plays({ do: 'push', call: 1 })
    log.plays({ do: 'Zoë' })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
  `
  const thread = new Worker(new URL(`data:text/javascript,${encodeURIComponent(playing)}`), { workerData: memory })
  await once(thread, 'exit')
  expect(log.steps).toEqual(['{"do":"push","call":1}', '{"do":"Zoë"}'])
  expect(log.beats).toBe(5)
})

test('a step that finds no room is left out, and counts', () => {
  const log = new StepLog(StepLog.memory(30))
  log.begins()
  log.plays({ do: 'lock' })
  log.plays({ do: 'a step with a very long name' })
  log.plays({ do: 'home' })
  expect(log.steps).toEqual(['{"do":"lock"}', '{"do":"home"}'])
  expect(log.beats).toBe(4)
  log.begins()
  expect(log.steps).toEqual([])
})

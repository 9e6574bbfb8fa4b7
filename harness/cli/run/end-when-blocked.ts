import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { z } from 'zod'

const watched = z.object({ beats: z.instanceof(Int32Array), limitMs: z.number() })

/**
 * Ends this process when its event loop stands still for so long. An app that is hosted in-process and never returns
 * would take the run with it: neither a timeout nor a signal is heard any more.
 */
export function endWhenBlocked(limitMs: number): void {
  const beats = new Int32Array(new SharedArrayBuffer(4))
  // Without the process's own arguments, which would have the thread load what has started it.
  new Worker(new URL(import.meta.url), { workerData: { beats, limitMs }, execArgv: [] }).unref()
  const beat = () => {
    Atomics.add(beats, 0, 1)
    Atomics.notify(beats, 0)
  }
  setInterval(beat, limitMs / 10).unref()
}

if (!isMainThread) {
  const { beats, limitMs } = watched.parse(workerData)
  while (Atomics.wait(beats, 0, Atomics.load(beats, 0), limitMs) !== 'timed-out');
  process.kill(process.pid, 'SIGKILL')
}

import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { z } from 'zod'

const watched = z.object({ beats: z.instanceof(Int32Array), limitMs: z.number() })

const LOOKS_PER_LIMIT = 10

/** Of the limit, what a process that computes all the time has computed by then, even where two others keep it from it. */
const COMPUTED = 1 / 3

/** So many times the limit is enough for a process that computes little, because it waits or is kept from it. */
const PATIENCE = 2

/**
 * Ends this process when its event loop stands still for so long. An app that is hosted in-process and never returns
 * would take the run with it: neither a timeout nor a signal is heard any more. A process that was stopped meanwhile, or
 * that a busy machine has kept from running, is not taken for one that blocks.
 */
export function endWhenBlocked(limitMs: number): void {
  const beats = new Int32Array(new SharedArrayBuffer(4))
  // Without the process's own arguments, which would have the thread load what has started it.
  new Worker(new URL(import.meta.url), { workerData: { beats, limitMs }, execArgv: [] }).unref()
  const beat = () => {
    Atomics.add(beats, 0, 1)
    Atomics.notify(beats, 0)
  }
  setInterval(beat, limitMs / LOOKS_PER_LIMIT).unref()
}

if (!isMainThread) {
  const { beats, limitMs } = watched.parse(workerData)
  const lookMs = limitMs / LOOKS_PER_LIMIT
  let computedBefore = computedMs()
  // Counted in looks, since a clock goes on while the process is stopped.
  let quietMs = 0
  while (!isBlocked(quietMs, computedMs() - computedBefore, limitMs)) {
    if (Atomics.wait(beats, 0, Atomics.load(beats, 0), lookMs) === 'timed-out') {
      quietMs += lookMs
    } else {
      quietMs = 0
      computedBefore = computedMs()
    }
  }
  process.kill(process.pid, 'SIGKILL')
}

function isBlocked(quietMs: number, computed: number, limitMs: number): boolean {
  return quietMs >= limitMs && (computed >= limitMs * COMPUTED || quietMs >= limitMs * PATIENCE)
}

/** How long all threads of this process have computed. */
function computedMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

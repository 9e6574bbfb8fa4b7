import { AsyncResource } from 'node:async_hooks'
import { setImmediate } from 'node:timers'

/** So many turns are taken before the event loop looks again at sockets, files and the timers of the machine. */
const TURNS_PER_LOOK = 8

/** A turn is nobody's: it must not come in the context of whoever asked for another one. */
const nobody = new AsyncResource('callkit-conformance')

const waiting: (() => void)[] = []
let prepared = 0

/**
 * Calls back once all that is under way has been done: every promise that is settled, every `nextTick`, and what these
 * lead to. So does `setImmediate`, which goes round the event loop for it. That takes five times as long, and a search for
 * counterexamples asks for fifty thousand turns a second; but Node does the same between two immediates that were set
 * together, so several are set, and each serves whoever waits first by then.
 */
export function inNextTurn(callback: () => void): void {
  if (waiting.push(callback) <= prepared) return
  nobody.runInAsyncScope(prepareTurns)
}

/** Resolves when {@link inNextTurn} calls back. */
export function nextTurn(): Promise<void> {
  return new Promise(inNextTurn)
}

function prepareTurns(): void {
  for (let turn = 0; turn < TURNS_PER_LOOK; turn++) setImmediate(takeTurn)
  prepared += TURNS_PER_LOOK
}

function takeTurn(): void {
  prepared--
  waiting.shift()?.()
}

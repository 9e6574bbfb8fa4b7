import { compare } from '../../trace/margin.ts'
import type { Placement } from '../../trace/trace-event.ts'
import { Trace } from '../../trace/trace.ts'
import { callsOf, type Call, type Life } from './calls.ts'
import { perTrace } from './per-trace.ts'

/** Every life of every call as a call of its own, with what happened from its beginning up to that of the next one. */
export const livesOf = perTrace((trace): readonly Call[] => [...separateLives(trace).values()].flat())

/** The life of a call that a moment belongs to: the last one that has begun by then, or else the first. */
export function callAt(trace: Trace, uuid: string, at: Placement): Call | undefined {
  const lives = separateLives(trace).get(uuid)
  return lives?.findLast(({ from }) => from && compare(from, at) <= 0) ?? lives?.[0]
}

const separateLives = perTrace(
  (trace) => new Map([...callsOf(trace)].map(([uuid, call]): [string, readonly Call[]] => [uuid, separate(call)])),
)

function separate(call: Call): readonly Call[] {
  const { lives } = call
  return lives.length < 2 ? [call] : lives.map((life, index) => during(call, life, index))
}

/** What precedes the first life, such as the push for it, belongs to it. */
function during({ uuid, trace, lives }: Call, life: Life, index: number): Call {
  const next = lives[index + 1]?.from
  const events = trace.events.filter(
    (event) => (index === 0 || compare(life.from, event) <= 0) && !(next && compare(next, event) <= 0),
  )
  return { uuid, trace: new Trace(events), lives: [life], ...life }
}

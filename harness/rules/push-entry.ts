import { elapsed, microseconds, precedes, withinLimit, type Margin } from '../trace/margin.ts'
import type { EventNamed } from '../trace/trace-event.ts'
import type { Trace } from '../trace/trace.ts'
import { finding, outcomeOf, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { pushesOf, type Push } from './views/pushes.ts'

/** PUSH-SETUP-002 */
export const keepRegistry: Check = (trace, { limits }) =>
  pushesOf(trace).flatMap((push): Finding[] => {
    const { deliver, enter, kill } = push
    const other = deliver && otherEntry(trace, push)
    if (!deliver || deliver.local || !other) return []
    const name = `push ${short(push.push)}`
    if (enter) {
      if (precedes(other, enter) !== 'yes') return []
      return [finding('pass', `${name} was entered, like one before it in the same process`, [other, deliver, enter])]
    }
    const limitMs = limits.reportWindow.value
    if (!isWanted(trace, deliver) || !isLost(trace, push, limitMs)) return []
    const message = `${name} never came to the delegate, although another push in the same process did; hold the registry and its delegate as long as the process lives, PushKit does not`
    return [finding('fail', message, [other, deliver, kill], { limitMs })]
  })

/** PUSH-SETUP-003 */
export const keepQueueFree: Check = (trace, { limits }) =>
  pushesOf(trace).flatMap((push): Finding[] => {
    const { deliver, enter, kill } = push
    if (!deliver || deliver.local) return []
    const name = `push ${short(push.push)}`
    const windowMs = limits.reportWindow.value
    if (enter) {
      if (wasSuspended(trace, deliver, elapsed(deliver, enter).ms)) return []
      const limitMs = isUp(trace, deliver) ? limits.pushEntry.value : windowMs
      return [judgeEntry(name, deliver, enter, { limitMs, windowMs })]
    }
    // Without any other entry the delegate is not gone, and without a registry it was never there.
    if (otherEntry(trace, push) || !isUp(trace, deliver) || !isWanted(trace, deliver)) return []
    if (!isLost(trace, push, windowMs)) return []
    const message = `${name} waited more than ${windowMs} ms for its delegate, although the registry was there; keep its queue free, which is the main queue unless you give another`
    return [finding('fail', message, [deliver, kill], { limitMs: windowMs })]
  })

function judgeEntry(
  name: string,
  deliver: EventNamed<'sys.deliver'>,
  enter: EventNamed<'pk.enter'>,
  { limitMs, windowMs }: { limitMs: number; windowMs: number },
): Finding {
  const span = elapsed(deliver, enter)
  const margin = withinLimit(span, limitMs)
  const outcome = margin === 'no' ? beyondBudget(withinLimit(span, windowMs)) : outcomeOf(margin)
  const advice = margin === 'no' ? '; keep the queue of the registry free, which is the main queue unless given' : ''
  const message = `${name} was entered ${span.ms} ms after its delivery (limit ${limitMs} ms)${advice}`
  return finding(outcome, message, [deliver, enter], { measuredMs: span.ms, limitMs })
}

/** What is beyond our budget breaks the rule only where the window of the system is over, too. */
function beyondBudget(withinWindow: Margin): Finding['outcome'] {
  return withinWindow === 'no' ? 'fail' : 'deviates'
}

/** A push that came to a delegate in the process that this one is delivered to, before it or while it waited. */
function otherEntry(trace: Trace, { deliver, enter }: Push): EventNamed<'pk.enter'> | undefined {
  if (!deliver) return undefined
  const earlier = trace.before(deliver, 'pk.enter')
  const end = earlier && trace.next(earlier, 'app.terminate')
  if (earlier && earlier !== enter && (!end || precedes(end, deliver) !== 'yes')) return earlier
  const next = trace.next(deliver, 'pk.enter')
  const other = next && next === enter ? trace.next(next, 'pk.enter') : next
  const died = trace.next(deliver, 'app.terminate')
  return other && (!died || precedes(other, died) !== 'no') ? other : undefined
}

/** Whether the process had asked for VoIP pushes before this one came: it was launched long ago. */
function isUp(trace: Trace, deliver: EventNamed<'sys.deliver'>): boolean {
  const registry = trace.previous(deliver, 'pk.registry')
  const launch = trace.previous(deliver, 'app.launch')
  return registry !== undefined && (!launch || precedes(launch, registry) === 'yes')
}

/** Whether the app had not withdrawn its wish for VoIP pushes while this one was on its way. */
function isWanted(trace: Trace, deliver: EventNamed<'sys.deliver'>): boolean {
  return trace.previous(deliver, 'pk.registry')?.desiredPushTypes.includes('PKPushTypeVoIP') !== false
}

/** Whether a process that could have run has let the window pass without taking its push. */
function isLost(trace: Trace, { deliver, kill, terminate }: Push, windowMs: number): boolean {
  if (!deliver || wasSuspended(trace, deliver, windowMs)) return false
  if (kill) return true
  if (terminate && elapsed(deliver, terminate).ms <= windowMs) return false
  const last = trace.events.at(-1)
  return last !== undefined && withinLimit(elapsed(deliver, last), windowMs) === 'no'
}

/** Whether the app was kept from running within so many milliseconds of a delivery. */
function wasSuspended(trace: Trace, deliver: EventNamed<'sys.deliver'>, ms: number): boolean {
  const until = { ...deliver, at: microseconds(deliver.at + ms), seq: 0 }
  return trace.after(deliver, 'app.state', until).some(({ state }) => state === 'suspended')
}

import { compare, precedes } from '../../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'
import { perTrace } from './per-trace.ts'

type Report = EventNamed<'cx.report.call'>

/** One push on its way through the app. One that the network brings twice is two, with the same `apns-id`. */
export interface Push {
  readonly push: string
  readonly sent?: EventNamed<'push.sent'>
  readonly deliver?: EventNamed<'sys.deliver'>
  readonly enter?: EventNamed<'pk.enter'>
  readonly return?: EventNamed<'pk.return'>
  readonly completions: readonly EventNamed<'pk.completion'>[]
  /** The report that the app made for this push. */
  readonly report?: Report
  /** The system's kill for a report that did not come. */
  readonly kill?: EventNamed<'sys.kill'>
  /** The end of the process after the delivery, whoever brought it about. */
  readonly terminate?: EventNamed<'app.terminate'>
}

type Unclaimed = Omit<Push, 'report'>

/** The pushes of a trace, in order of first mention. */
export const pushesOf = perTrace((trace): readonly Push[] => {
  const pushes = [...Map.groupBy(trace.events, pushOf)].flatMap(([push, events]) =>
    push === undefined ? [] : deliveries(events).map((delivery) => collect(trace, push, delivery)),
  )
  const reports = claimReports(trace, pushes)
  return pushes.map((push) => {
    const report = reports.get(push)
    return report ? { ...push, report } : push
  })
})

/** Whether the report that a push has came before its delegate method returned. */
export function isReportedInTime({ report, return: end }: Push): boolean {
  return report !== undefined && (!end || precedes(report, end) === 'yes')
}

/** What shows that a push went without a report in time: its method returned, or the system killed the app for it. */
export function missedReport(push: Push): EventNamed<'pk.return' | 'sys.kill'> | undefined {
  if (isReportedInTime(push)) return undefined
  // Of a call whose entry nobody has seen, nobody knows what was reported in it.
  return (push.enter && push.return) ?? push.kill
}

/** The next push that comes to a delegate, and is not the same entry once more. */
export function nextEntry(trace: Trace, enter: EventNamed<'pk.enter'>): EventNamed<'pk.enter'> | undefined {
  return trace.after(enter, 'pk.enter').find(({ push, at }) => push !== enter.push || at !== enter.at)
}

function pushOf(event: TraceEvent): string | undefined {
  return (event as { readonly push?: string }).push
}

/**
 * The events of each delivery of a push. The app names a push by its id alone, so the n-th of a kind is taken to belong to
 * the n-th delivery; what is more than there were deliveries is the last one's.
 */
function deliveries(events: readonly TraceEvent[]): readonly TraceEvent[][] {
  const count = events.filter(({ name }) => name === 'sys.deliver').length
  if (count < 2) return [[...events]]
  const seen = new Map<TraceEvent['name'], number>()
  const each: TraceEvent[][] = Array.from({ length: count }, () => [])
  for (const event of events) {
    const nth = seen.get(event.name) ?? 0
    seen.set(event.name, nth + 1)
    if (event.name === 'push.sent') for (const delivery of each) delivery.push(event)
    else each[Math.min(nth, count - 1)]?.push(event)
  }
  return each
}

function collect(trace: Trace, push: string, events: readonly TraceEvent[]): Unclaimed {
  const collected: { -readonly [Key in keyof Unclaimed]: Unclaimed[Key] } = { push, completions: [] }
  const completions: EventNamed<'pk.completion'>[] = []
  for (const event of events) {
    if (event.name === 'push.sent') collected.sent ??= event
    else if (event.name === 'sys.deliver') collected.deliver ??= event
    else if (event.name === 'pk.enter') collected.enter ??= event
    else if (event.name === 'pk.return') collected.return ??= event
    else if (event.name === 'sys.kill') collected.kill ??= event
    else if (event.name === 'pk.completion') completions.push(event)
  }
  const reached = collected.deliver ?? collected.enter
  const terminate = reached && trace.next(reached, 'app.terminate')
  const kill = collected.kill ?? (collected.deliver && anonymousKill(trace, collected.deliver))
  return { ...collected, completions, ...(terminate && { terminate }), ...(kill && { kill }) }
}

/** The device log does not say which push a kill is for: it is for the last one before. */
function anonymousKill(trace: Trace, deliver: EventNamed<'sys.deliver'>): EventNamed<'sys.kill'> | undefined {
  const kill = trace.next(deliver, 'sys.kill')
  return kill && kill.push === undefined && trace.previous(kill, 'sys.deliver') === deliver ? kill : undefined
}

/**
 * Gives each report to one push: to the one whose delegate call it was made in; else, for a report that came late, to the
 * one that names its call; else, because a malformed push may name none, to the first one that is still without.
 */
function claimReports(trace: Trace, pushes: readonly Unclaimed[]): ReadonlyMap<Unclaimed, Report> {
  const claims = new Map<Unclaimed, Report>()
  const claimed = new Set<Report>()
  const entered = pushes.filter(({ enter }) => enter)
  const reports = trace.of('cx.report.call')
  const byUUID = Map.groupBy(reports, ({ uuid }) => uuid)
  const announced = new Set(entered.map((push) => announcedUUID(push)))

  const claim = (push: Unclaimed, candidates: readonly Report[], suits: (report: Report) => boolean) => {
    if (claims.has(push)) return
    const report = candidates.find((each) => !claimed.has(each) && suits(each))
    if (!report) return
    claims.set(push, report)
    claimed.add(report)
  }

  for (const push of entered) {
    const inside = reportsWithin(trace, push)
    // What is wrong with a push may leave its UUID as it was, and what one said that nobody sent is not known.
    claim(push, inside, ({ uuid }) => uuid === push.sent?.uuid)
    claim(push, inside, ({ uuid }) => !announced.has(uuid) || push.sent === undefined)
  }
  for (const push of pushes) {
    const uuid = announcedUUID(push)
    const start = push.enter ?? push.deliver
    if (uuid !== undefined && start) claim(push, byUUID.get(uuid) ?? [], (report) => precedes(start, report) !== 'no')
  }
  const unannounced = reports.filter(({ uuid }) => !announced.has(uuid))
  for (const push of entered) {
    if (announcedUUID(push) === undefined) claim(push, unannounced, (report) => isWhileRunning(push, report))
  }
  return claims
}

/** The call that the push tells the app about, where that can be known. */
function announcedUUID({ sent }: Unclaimed): string | undefined {
  return sent && sent.malformation === undefined ? sent.uuid : undefined
}

function reportsWithin(trace: Trace, { enter, return: end }: Unclaimed): readonly Report[] {
  if (!enter) return []
  const [next, died] = [nextEntry(trace, enter), trace.next(enter, 'app.terminate')]
  const limit = end ?? (next && died && compare(died, next) < 0 ? died : (next ?? died))
  return trace.after(enter, 'cx.report.call', limit)
}

function isWhileRunning({ enter, terminate }: Unclaimed, report: Report): boolean {
  if (!enter || compare(report, enter) < 0) return false
  return !terminate || precedes(terminate, report) !== 'yes'
}

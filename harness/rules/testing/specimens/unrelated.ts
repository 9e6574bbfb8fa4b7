import type { Happening } from '../../../trace/events.ts'
import type { TraceEvent } from '../../../trace/trace-event.ts'
import { Trace } from '../../../trace/trace.ts'
import {
  accepted,
  answered,
  changed,
  completed,
  deliver,
  enter,
  over,
  perform,
  provider,
  received,
  registry,
  returned,
  sent,
  terminate,
} from '../happenings.ts'
import type { Entry } from '../trace-of.ts'

const bundleId = 'com.example.app'
const PROVIDER = 'provider'
/** Long enough that nothing of one call is still under way at the other. */
const HOUR = 3_600_000

/** A call that is pushed, answered, talked and hung up as it should be. */
function goodCall(begin: number, lastingMs: number, name: string): Entry[] {
  const uuid = `${name.repeat(8)}-0000-4000-8000-000000000000`
  const push = uuid.toLowerCase()
  const by = { provider: PROVIDER }
  const answer = { action: `answer ${name}`, type: 'CXAnswerCallAction', uuid } as const
  const end = { action: `end ${name}`, type: 'CXEndCallAction', uuid } as const
  const talking = { uuid, hasConnected: true }
  const happenings: Happening[] = [
    { name: 'remote.dial', uuid, handle: '+15550177' },
    sent({ push, uuid, payload: { UUID: uuid, handle: '+15550177' } }),
    received({ push, connection: 77, payload: { UUID: uuid, handle: '+15550177' }, expiration: '0' }),
    answered({ push }),
    deliver({ push }),
    enter(push),
    { name: 'cx.report.call', uuid, update: { localizedCallerName: 'Cleo', supportsHolding: false }, ...by },
    accepted(uuid),
    changed({ uuid }),
    returned(push),
    completed(push),
    perform(answer.type, { ...answer, transaction: answer.action, ...by }),
    { name: 'performing', action: answer.action },
    { name: 'av.setCategory', category: 'playAndRecord', mode: 'voiceChat', options: [] },
    { name: 'server.accept', uuid },
    { name: 'media.offer', uuid },
    { name: 'media.ready', uuid },
    { name: 'fulfill', ...answer },
    changed(talking),
    { name: 'didActivate' },
    { name: 'audio.io.start' },
    perform(end.type, { ...end, transaction: end.action, ...by }),
    { name: 'performing', action: end.action },
    { name: 'server.hangup', uuid },
    { name: 'audio.io.stop' },
    { name: 'fulfill', ...end },
    over('user', uuid),
    { name: 'didDeactivate' },
  ]
  return happenings.map((happening, index): Entry => [begin + (index * lastingMs) / happenings.length, happening])
}

/** A process as it should begin. */
function goodStart(at: number): Entry[] {
  const happenings: Happening[] = [
    { name: 'sys.settings', storefront: 'USA' },
    { name: 'app.launch', bundleId, pid: 7, reason: 'user', state: 'background' },
    registry,
    { name: 'pk.token', bundleId, token: 'ab…#000001' },
    { name: 'server.register', device: 'phone', token: 'ab…#000001' },
    provider(PROVIDER),
  ]
  return happenings.map((happening): Entry => [at, happening])
}

const quit = terminate({ by: 'user', code: 'SIGKILL', reason: 'the user has swiped it away' })
const launched: Happening = { name: 'app.launch', bundleId, pid: 8, reason: 'user', state: 'background' }

/** A call that was long over before the trace begins, in a process that is no more. */
export function afterAnother(entries: readonly Entry[]): Entry[] {
  const begin = beginOf(entries) - HOUR
  return [
    ...goodStart(begin),
    ...goodCall(begin + 1, 60, 'C'),
    [begin + 100, quit],
    [begin + 200, launched],
    ...entries,
  ]
}

/** A call that comes long after the trace has ended, to another process; no scenario ends in between. */
export function beforeAnother(entries: readonly Entry[]): Entry[] {
  const begin = endOf(entries) + HOUR
  const open = entries.filter(([, { name }]) => name !== 'scenario.end')
  return [...open, [begin, quit], ...goodStart(begin + 100), ...goodCall(begin + 101, 60, 'D')]
}

/** A call all the while: between every two events something of it happens. */
export function besideAnother(entries: readonly Entry[]): Entry[] {
  const begin = beginOf(entries) - 10
  return inOrder([[begin - 1, provider(PROVIDER)], ...goodCall(begin, endOf(entries) - begin, 'E'), ...entries])
}

/** What goes on for other phones, and in other parts of this one, after every event. */
export function inCompany(entries: readonly Entry[]): Entry[] {
  const around = entries.flatMap(([at], index): Entry[] => {
    const push = `abcdef00-0000-4000-8000-${String(index).padStart(12, '0')}`
    const uuid = 'FFFFFFFF-0000-4000-8000-000000000000'
    const payload = { UUID: uuid, handle: '+15550188' }
    const happenings: Happening[] = [
      received({ push, token: 'ff…#ffffff', connection: 99, payload, expiration: '0' }),
      answered({ push }),
      { name: 'apns.deliver', push, token: 'ff…#ffffff' },
      { name: 'server.subscribe', device: 'another phone' },
      { name: 'app.log', bundleId, stream: 'stdout', line: 'hello' },
      { name: 'scenario.step', title: 'a step' },
      { name: 'sys.airplaneMode', on: false },
    ]
    return happenings.map((happening): Entry => [at, happening])
  })
  return inOrder([...entries, ...around])
}

/** The trace as a newer version of the harness may write it: with as many events again, of names that nobody knows yet. */
export function amongNewEvents({ events }: Trace): Trace {
  const later = events.map((event) => ({ ...event, seq: event.seq + events.length, name: `${event.name}.ofTomorrow` }))
  return new Trace([...events, ...(later as unknown as TraceEvent[])])
}

function inOrder(entries: readonly Entry[]): Entry[] {
  return entries.toSorted(([a], [b]) => a - b)
}

function beginOf(entries: readonly Entry[]): number {
  return Math.min(...entries.map(([at]) => at))
}

function endOf(entries: readonly Entry[]): number {
  return Math.max(...entries.map(([at]) => at))
}

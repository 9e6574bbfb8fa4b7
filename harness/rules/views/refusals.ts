import { microseconds } from '../../trace/margin.ts'
import type { EventNamed, TraceEvent } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'
import { exchangesOf } from './exchanges.ts'
import { perTrace } from './per-trace.ts'

type Request = EventNamed<'apns.request'>

/** A request that came after another had been refused. */
export interface Sequel {
  readonly request: Request
  readonly refused: Request
  readonly answer: EventNamed<'apns.response'>
  /** From the refusal on. */
  readonly waitedMs: number
}

interface Refusal {
  readonly refused: Request
  readonly answer: EventNamed<'apns.response'>
}

/** What was refused of the pushes to one device. */
interface Refusals {
  /** The last answer, where it was a refusal. */
  latest?: Refusal
  readonly byPush: Map<string, Refusal>
}

/** Requests to a device whose last answer before was a refusal. */
export const sequelsOf = perTrace((trace): readonly Sequel[] => afterRefusals(trace).sequels)

/** Requests for a push that had been refused: by its `apns-id`, or because it is the same to the letter. */
export const repeatsOf = perTrace((trace): readonly Sequel[] => afterRefusals(trace).repeats)

const afterRefusals = perTrace((trace: Trace) => {
  const sequels: Sequel[] = []
  const repeats: Sequel[] = []
  if (!trace.first('apns.response', ({ status }) => status !== 200)) return { sequels, repeats }
  const devices = new Map<string, Refusals>()
  const contents = new Map<Request, string>()
  const asked = new Map<TraceEvent, Request>()
  for (const { request, answer } of exchangesOf(trace)) if (answer) asked.set(answer, request)
  for (const event of trace.events) {
    const request = event.name === 'apns.request' ? event : asked.get(event)
    if (request?.token === undefined) continue
    const device = devices.get(request.token)
    if (event.name === 'apns.request') {
      if (!device) continue
      const content = contentOf(request)
      contents.set(request, content)
      if (device.latest) sequels.push(sequel(request, device.latest))
      const before = device.byPush.get(request.push) ?? device.byPush.get(content)
      if (before) repeats.push(sequel(request, before))
    } else if (event.name === 'apns.response') {
      if (event.status === 200) delete device?.latest
      else {
        const refusals = device ?? { byPush: new Map<string, Refusal>() }
        devices.set(request.token, refusals)
        refusals.latest = { refused: request, answer: event }
        const content = contents.get(request) ?? contentOf(request)
        refusals.byPush.set(request.push, refusals.latest).set(content, refusals.latest)
      }
    }
  }
  return { sequels, repeats }
})

function sequel(request: Request, { refused, answer }: Refusal): Sequel {
  return { request, refused, answer, waitedMs: microseconds(request.at - answer.at) }
}

function contentOf({ environment, topic, pushType, bytes, payload }: Request): string {
  return JSON.stringify([environment, topic, pushType, bytes, payload])
}

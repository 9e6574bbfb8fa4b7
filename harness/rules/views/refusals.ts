import { microseconds } from '../../trace/margin.ts'
import type { EventNamed } from '../../trace/trace-event.ts'
import type { Trace } from '../../trace/trace.ts'
import { callNamedBy } from '../push-content.ts'
import { exchangesOf } from './exchanges.ts'
import { perTrace } from './per-trace.ts'

type Request = EventNamed<'apns.request'>
type Response = EventNamed<'apns.response'>

/** A request that came after another had been refused. */
export interface Sequel {
  readonly request: Request
  /** How it fared itself; absent for one that was cut off. */
  readonly outcome?: Response
  readonly refused: Request
  readonly answer: Response
  /** From the refusal on. */
  readonly waitedMs: number
  /** It is for a push that was refused before, so its sender is taken to know of the refusal. */
  readonly isRetry: boolean
}

interface Refusal {
  readonly refused: Request
  readonly answer: Response
}

/** What was refused of the pushes to one device. */
interface Device {
  /** The last answer, where it was a refusal. */
  latest?: Refusal | undefined
  readonly byPush: Map<string, Refusal>
  readonly byContent: Map<string, Refusal>
}

/** Requests to a device whose last answer before was a refusal. */
export const sequelsOf = perTrace((trace): readonly Sequel[] => afterRefusals(trace).sequels)

/**
 * Requests for a push that had been refused: by its `apns-id`, or because it is the same to the letter and names a call.
 * Where no call is named, the same caller may have called again.
 */
export const retriesOf = perTrace((trace): readonly Sequel[] => afterRefusals(trace).retries)

/** Requests that are the same to the letter as one that had been refused, whatever their `apns-id`. */
export const repeatsOf = perTrace((trace): readonly Sequel[] => afterRefusals(trace).repeats)

const afterRefusals = perTrace((trace: Trace) => {
  const sequels: Sequel[] = []
  const retries: Sequel[] = []
  const repeats: Sequel[] = []
  if (!trace.first('apns.response', ({ status }) => status !== 200)) return { sequels, retries, repeats }
  const devices = new Map<string, Device>()
  const contents = new Map<Request, string>()
  const outcomes = new Map(exchangesOf(trace).map(({ request, answer }) => [request, answer]))
  const asked = new Map(exchangesOf(trace).map(({ request, answer }) => [answer, request]))

  const ask = (request: Request) => {
    const device = devices.get(deviceOf(request))
    if (!device) return
    const outcome = outcomes.get(request)
    const content = contentOf(request)
    contents.set(request, content)
    const same = device.byContent.get(content)
    const isNamed = same && callNamedBy(request.payload) !== undefined
    const before = device.byPush.get(request.push) ?? (isNamed ? same : undefined)
    const after = ({ refused, answer }: Refusal): Sequel => ({
      request,
      ...(outcome && { outcome }),
      refused,
      answer,
      waitedMs: microseconds(request.at - answer.at),
      isRetry: before !== undefined,
    })
    if (device.latest) sequels.push(after(device.latest))
    if (before) retries.push(after(before))
    if (same) repeats.push(after(same))
  }

  const refuse = (refused: Request, answer: Response) => {
    const known = devices.get(deviceOf(refused))
    const device: Device = known ?? { byPush: new Map(), byContent: new Map() }
    if (!known) devices.set(deviceOf(refused), device)
    device.latest = { refused, answer }
    device.byPush.set(refused.push, device.latest)
    device.byContent.set(contents.get(refused) ?? contentOf(refused), device.latest)
  }

  for (const event of trace.events) {
    if (event.name === 'apns.request') ask(event)
    if (event.name !== 'apns.response') continue
    const request = asked.get(event)
    if (request?.token === undefined) continue
    if (event.status !== 200) refuse(request, event)
    else {
      const device = devices.get(deviceOf(request))
      if (device) device.latest = undefined
    }
  }
  return { sequels, retries, repeats }
})

/** A token that is none in one environment may be good in the other. */
function deviceOf({ environment, token }: Request): string {
  return `${environment} ${token}`
}

function contentOf({ topic, pushType, bytes, payload }: Request): string {
  return JSON.stringify([topic, pushType, bytes, payload])
}

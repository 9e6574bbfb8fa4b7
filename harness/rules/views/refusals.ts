import { microseconds } from '../../trace/margin.ts'
import type { EventNamed } from '../../trace/trace-event.ts'
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
interface Device {
  /** The last answer, where it was a refusal. */
  latest?: Refusal | undefined
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
  const devices = new Map<string, Device>()
  const contents = new Map<Request, string>()
  const asked = new Map(exchangesOf(trace).map(({ request, answer }) => [answer, request]))

  const ask = (request: Request) => {
    const device = devices.get(deviceOf(request))
    if (!device) return
    const content = contentOf(request)
    contents.set(request, content)
    if (device.latest) sequels.push(sequel(request, device.latest))
    const before = device.byPush.get(request.push) ?? device.byPush.get(content)
    if (before) repeats.push(sequel(request, before))
  }

  const refuse = (refusal: Refusal) => {
    const { refused } = refusal
    const device = devices.get(deviceOf(refused)) ?? { byPush: new Map<string, Refusal>() }
    device.latest = refusal
    device.byPush.set(refused.push, refusal).set(contents.get(refused) ?? contentOf(refused), refusal)
    devices.set(deviceOf(refused), device)
  }

  for (const event of trace.events) {
    if (event.name === 'apns.request') ask(event)
    if (event.name !== 'apns.response') continue
    const refused = asked.get(event)
    if (refused?.token === undefined) continue
    if (event.status !== 200) refuse({ refused, answer: event })
    else {
      const device = devices.get(deviceOf(refused))
      if (device) device.latest = undefined
    }
  }
  return { sequels, repeats }
})

/** A token that is none in one environment may be good in the other. */
function deviceOf({ environment, token }: Request): string {
  return `${environment} ${token}`
}

function sequel(request: Request, { refused, answer }: Refusal): Sequel {
  return { request, refused, answer, waitedMs: microseconds(request.at - answer.at) }
}

function contentOf({ topic, pushType, bytes, payload }: Request): string {
  return JSON.stringify([topic, pushType, bytes, payload])
}

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
  const devices = new Map<string, Refusals>()
  const asked = new Map(
    exchangesOf(trace).flatMap(({ request, answer }) => (answer ? [[answer, request] as const] : [])),
  )
  for (const event of trace.events) {
    if (event.name === 'apns.request' && event.token !== undefined) {
      const device = devices.get(event.token)
      if (!device) continue
      if (device.latest) sequels.push(sequel(event, device.latest))
      const before = device.byPush.get(event.push) ?? device.byPush.get(contentOf(event))
      if (before) repeats.push(sequel(event, before))
    } else if (event.name === 'apns.response') {
      const request = asked.get(event)
      if (request?.token === undefined) continue
      if (event.status === 200) delete devices.get(request.token)?.latest
      else refuse(devices, request.token, { refused: request, answer: event })
    }
  }
  return { sequels, repeats }
})

function sequel(request: Request, { refused, answer }: Refusal): Sequel {
  return { request, refused, answer, waitedMs: microseconds(request.at - answer.at) }
}

function refuse(devices: Map<string, Refusals>, token: string, refusal: Refusal): void {
  const device = devices.get(token) ?? { byPush: new Map<string, Refusal>() }
  devices.set(token, device)
  device.latest = refusal
  device.byPush.set(refusal.refused.push, refusal).set(contentOf(refusal.refused), refusal)
}

function contentOf({ environment, topic, pushType, bytes, payload }: Request): string {
  return JSON.stringify([environment, topic, pushType, bytes, payload])
}

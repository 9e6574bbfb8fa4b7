import { z } from 'zod'
import { redactToken } from '../../events/redact.ts'
import { FaultError } from '../faults/fault-error.ts'
import type { ScriptedFault } from '../faults/fault-plan.ts'
import type { FaultInput } from '../faults/fault.ts'
import type { Gateway } from '../gateway.ts'
import { isPushType, pushTypes, type PushType } from '../push-types.ts'
import { ControlError, parsed, type Route } from './route.ts'

const environment = z.enum(['development', 'production'])

const registration = z.strictObject({
  token: z.string(),
  topic: z.string().min(1),
  pushType: z
    .string()
    .refine((type): type is PushType => isPushType(type), { error: `expected ${Object.keys(pushTypes).join(', ')}` })
    .default('voip'),
  environment: environment.optional(),
})

const condition = z.strictObject({
  online: z.boolean().optional(),
  savingPower: z.boolean().optional(),
  enabled: z.boolean().optional(),
})

const departure = z.strictObject({
  reason: z.enum(['Unregistered', 'ExpiredToken']).default('Unregistered'),
  noticedAfterMs: z.coerce.number().nonnegative().optional(),
})

const availability = z.strictObject({ state: z.enum(['available', 'unavailable', 'shutting down']) })

const filter = z.strictObject({
  token: z.string().optional(),
  topic: z.string().optional(),
  pushType: z.string().optional(),
  status: z.coerce.number().optional(),
  reason: z.string().optional(),
  push: z.string().optional(),
  connection: z.coerce.number().optional(),
  since: z.coerce.number().optional(),
  until: z.coerce.number().optional(),
})

function described(scripted: ScriptedFault) {
  const { id, fault, seen, struck } = scripted
  const token = fault.match && 'token' in fault.match ? fault.match.token : undefined
  const match = token === undefined ? fault.match : { ...fault.match, token: redactToken(token) }
  return { id, explanation: scripted.explain(), seen, struck, fault: { ...fault, ...(match && { match }) } }
}

/** Everything that can be asked of the control endpoint. */
export const routes: readonly Route<Gateway>[] = [
  {
    method: 'GET',
    path: '/gateway',
    about: 'says where the gateway is',
    answer: ({ environment, endpoint: { host, port } }) => ({ body: { environment, host, port } }),
  },
  {
    method: 'PATCH',
    path: '/gateway',
    about: 'makes it answer 503 until it is `available` again: {"state": "unavailable" | "shutting down"}',
    answer: (gateway, { body }) => {
      const { state } = parsed(availability, body)
      gateway.setAvailability(state)
      return { body: { state } }
    },
  },
  {
    method: 'GET',
    path: '/faults',
    about: 'lists the scripted faults, and how often each has struck',
    answer: ({ faults }) => ({ body: { faults: faults.list().map(described) } }),
  },
  {
    method: 'POST',
    path: '/faults',
    about: 'scripts a fault, or several in a list: {"fault": "status", "reason": "ServiceUnavailable", "times": 2}',
    answer: ({ faults }, { body }) => ({ status: 201, body: { faults: scripted(faults, body).map(described) } }),
  },
  {
    method: 'DELETE',
    path: '/faults',
    about: 'forgets all faults',
    answer: ({ faults }) => {
      faults.clear()
      return { status: 204 }
    },
  },
  {
    method: 'DELETE',
    path: '/faults/:id',
    about: 'forgets one fault',
    answer: ({ faults }, { path: { id = '' } }) => {
      const fault = faults.find(Number(id))
      if (!fault) throw new ControlError(404, 'CONTROL_NO_FAULT', `there is no fault ${id}`)
      fault.remove()
      return { status: 204 }
    },
  },
  {
    method: 'GET',
    path: '/pushes',
    about:
      'the captured pushes, or those with ?token= topic= pushType= status= reason= push= connection= since= until=',
    answer: (gateway, { query }) => {
      const wanted = parsed(filter, Object.fromEntries(query))
      return { body: { pushes: gateway.captured(defined(wanted)) } }
    },
  },
  {
    method: 'POST',
    path: '/devices',
    about: 'registers a device: {"token": "00fc…", "topic": "com.example.App.voip"}',
    answer: (gateway, { body }) => {
      const { environment, ...device } = parsed(registration, body)
      gateway.register({ ...device, ...(environment && { environment }), deliver: () => {} })
      return { status: 201, body: { ...device, token: redactToken(device.token) } }
    },
  },
  {
    method: 'PATCH',
    path: '/devices/:token',
    about: 'changes how a device stands towards pushes: {"online": false, "savingPower": true, "enabled": true}',
    answer: (gateway, { path: { token = '' }, body }) => {
      const changed = defined(parsed(condition, body))
      expectKnown(gateway, token)
      gateway.setDevice(token, changed)
      return { body: { token: redactToken(token), ...changed } }
    },
  },
  {
    method: 'DELETE',
    path: '/devices/:token',
    about: 'from now on answers 410: ?reason=Unregistered or ExpiredToken, and ?noticedAfterMs=',
    answer: (gateway, { path: { token = '' }, query }) => {
      const { reason, noticedAfterMs } = parsed(departure, Object.fromEntries(query))
      expectKnown(gateway, token)
      if (reason === 'ExpiredToken') gateway.expire(token)
      else gateway.unregister(token, { ...(noticedAfterMs !== undefined && { noticedAfterMs }) })
      return { status: 204 }
    },
  },
  {
    method: 'DELETE',
    path: '/connections',
    about: 'tells every connection to go away, with ?reason=Shutdown unless given',
    answer: (gateway, { query }) => {
      gateway.goAway({ reason: query.get('reason') ?? 'Shutdown' })
      return { status: 204 }
    },
  },
]

/** @throws {ControlError} */
function expectKnown(gateway: Gateway, token: string): void {
  if (gateway.knows(token)) return
  const message = `expected the token of a device that the gateway knows, got ${redactToken(token)}; register it first: POST /devices`
  throw new ControlError(404, 'CONTROL_NO_DEVICE', message)
}

/** All or none: a list with a fault that is none scripts nothing. */
function scripted(plan: Gateway['faults'], body: unknown): ScriptedFault[] {
  const added: ScriptedFault[] = []
  try {
    for (const input of Array.isArray(body) ? body : [body]) added.push(plan.add(input as FaultInput))
  } catch (error) {
    for (const each of added) each.remove()
    throw error instanceof FaultError ? new ControlError(400, error.code, error.message) : error
  }
  return added
}

/** Without what is `undefined`. */
function defined<Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never
}

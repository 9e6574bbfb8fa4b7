import { gatewayEvents } from '../../../mocks/apns/index.ts'
import type { RuleId } from '../../rules/catalogue.ts'
import type { Judgement } from '../../rules/judge.ts'
import type { Rule } from '../../rules/rule.ts'
import { logEvents } from '../../trace/device-log/log-app.ts'
import { vocabularies, type EventName } from '../../trace/events.ts'
import type { TraceEvent } from '../../trace/trace-event.ts'

/** What whoever made a trace can see. */
export interface Sight {
  /** Who it is, in a sentence about what it does not show. */
  readonly observer: string
  readonly events: ReadonlySet<EventName>
  /** Events that it sees now and then, and that break a rule by themselves, whatever else it cannot see. */
  readonly disproofs: ReadonlyMap<string, readonly EventName[]>
  /** What it comes to for a trace that has no event of the backend, as far as it goes. */
  readonly withoutBackend?: Sight
}

const namesOf = (shapes: object) => Object.keys(shapes) as EventName[]
const all = new Set(vocabularies.flatMap(({ shapes }) => namesOf(shapes)))
const ofBackend = new Set(vocabularies.flatMap(({ actor, shapes }) => (actor === 'backend' ? namesOf(shapes) : [])))

/** A device log shows no reports: it can convict an app, and hardly acquit it. */
export const logSight: Sight = {
  observer: 'a device log',
  events: logEvents,
  disproofs: new Map<RuleId, readonly EventName[]>([
    ['PUSH-REPORT-001', ['app.terminate']],
    ['PUSH-REPORT-002', ['sys.kill']],
    ['PUSH-SETUP-004', ['app.terminate', 'cx.report.result']],
    ['PTT-001', ['sys.pushToTalk']],
  ]),
}

const gatewaySight: Sight = {
  observer: 'a push gateway',
  events: new Set(namesOf(gatewayEvents.shapes)),
  disproofs: new Map(),
}

/** An app that talks to a server of its own: that server tells nobody. */
export const withoutBackend: Sight = {
  observer: 'a trace without the mock backend',
  events: all.difference(ofBackend),
  disproofs: new Map(),
}

export const harnessSight: Sight = { observer: 'this trace', events: all, disproofs: new Map(), withoutBackend }

/** By the target of a trace. */
export function sightOf(target: string): Sight {
  return target === 'gateway' ? gatewaySight : harnessSight
}

export function isOfBackend({ name }: TraceEvent): boolean {
  return ofBackend.has(name)
}

/** The events that a rule takes and that are not seen. */
export function unseen({ observes }: Rule, { events }: Sight): readonly EventName[] {
  return observes.filter((name) => !events.has(name))
}

/** What is left of a judgement that was made without seeing all that it takes: what an event breaks by itself. */
export function convicted(judgement: Judgement, sight: Sight, events: readonly TraceEvent[]): Judgement {
  const disproofs = sight.disproofs.get(judgement.rule.id) ?? []
  const telling = new Set(events.filter(({ name }) => disproofs.includes(name)).map(({ seq }) => seq))
  const findings = judgement.findings.filter(
    ({ outcome, events: proof }) => outcome === 'fail' && proof.some((seq) => telling.has(seq)),
  )
  return { rule: judgement.rule, applies: judgement.applies, findings, ...(findings.length > 0 && { verdict: 'fail' }) }
}

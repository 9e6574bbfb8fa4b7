import { randomUUID } from 'node:crypto'
import type { PageDevice } from '../../../mocks/iphone/page/page-device.ts'
import type { Subject } from '../../config/load-subject.ts'
import { malform, malformations } from '../../provider/malformations.ts'
import type { AnnouncedCall, PayloadTemplate } from '../../provider/payloads.ts'
import type { PushAnswer } from '../../provider/push-sender.ts'
import { fillTemplate } from '../../provider/templates/fill-template.ts'
import type { ProviderTemplate } from '../../provider/templates/provider-template.ts'
import { providerTemplates } from '../../provider/templates/provider-templates.ts'
import { judge } from '../../rules/judge.ts'
import { limitsOf } from '../../rules/limits.ts'
import type { PhoneSlot } from '../../targets/served/phone-slot.ts'
import type { TraceEvent } from '../../trace/trace-event.ts'
import { Trace } from '../../trace/trace.ts'
import type { ConsolePush, ServedStand, StandFinding } from './page/served-stand.ts'

/** The name under which the console has the payload of the app's own backend. */
const OWN_PAYLOAD = 'the app’s own'

/** Of so many composed calls it is known whom they are from; whoever composes more without pushing has forgotten, too. */
const REMEMBERED_CALLS = 100

/** Served phones as the page of `serve` operates them. */
export class PageStand implements ServedStand {
  readonly phones: readonly PageDevice[]
  readonly templates: readonly string[]
  readonly malformations = malformations.map(({ name }) => name)
  readonly #slots: readonly PhoneSlot[]
  readonly #subject: Subject
  readonly #payloads: ReadonlyMap<string, PayloadTemplate>
  /** Whom a call is from, by its UUID, as the person at the console composed it. */
  readonly #composed = new Map<string, string>()

  constructor(slots: readonly PhoneSlot[], subject: Subject) {
    this.#slots = slots
    this.#subject = subject
    this.#payloads = payloadsFor(subject)
    this.phones = slots.map(({ device }) => device)
    this.templates = [...this.#payloads.keys()]
  }

  compose({ template, handle, malformation }: ConsolePush): Record<string, unknown> {
    const call: AnnouncedCall = { uuid: randomUUID().toUpperCase(), handle }
    const payload = this.#payloads.get(template)?.(call) ?? {}
    this.#remember(call)
    if (malformation === undefined) return payload
    return malform(payload, call).find((each) => each.malformation === malformation)?.payload ?? payload
  }

  async push(udid: string, payload: Record<string, unknown>): Promise<PushAnswer> {
    const slot = this.#slot(udid)
    const text = JSON.stringify(payload).toUpperCase()
    const [uuid, handle] = [...this.#composed].find(([each]) => text.includes(each)) ?? []
    // The app asks its backend about the call; one that nobody has dialled would be over already.
    if (uuid !== undefined && handle !== undefined) slot.phone.backend.dial(uuid, handle)
    return await slot.push({ payload, ...(uuid !== undefined && { uuid }) })
  }

  trace(udid: string): readonly TraceEvent[] {
    return this.#slot(udid).recorder.events
  }

  subscribe(listener: (udid: string, event: TraceEvent) => void): () => void {
    const ends = this.#slots.map((slot) => slot.recorded.subscribe((event) => listener(slot.udid, event)))
    return () => ends.forEach((end) => end())
  }

  findings(udid: string): readonly StandFinding[] {
    const { release, recorder } = this.#slot(udid)
    const { answerPolicy } = this.#subject.config
    const judgements = judge(new Trace(recorder.events), { release, limits: limitsOf(release), answerPolicy })
    return judgements.flatMap(({ rule, findings }) =>
      findings
        .filter(({ outcome }) => outcome !== 'pass')
        .map(({ outcome, message, events }) => ({ rule: rule.id, outcome, message, events })),
    )
  }

  #slot(udid: string): PhoneSlot {
    const slot = this.#slots.find((each) => each.udid === udid)
    if (!slot) throw new TypeError(`expected the UDID of a served phone, got ${udid}`)
    return slot
  }

  #remember({ uuid, handle }: AnnouncedCall): void {
    this.#composed.set(uuid, handle)
    const [oldest] = this.#composed.keys()
    if (oldest !== undefined && this.#composed.size > REMEMBERED_CALLS) this.#composed.delete(oldest)
  }
}

/** The app's own payload first, where its configuration says what that is. */
function payloadsFor({ config: { payload } }: Subject): ReadonlyMap<string, PayloadTemplate> {
  const templates: readonly ProviderTemplate[] = providerTemplates
  const known = templates
    .filter(({ pushType = 'voip' }) => pushType === 'voip')
    .map(({ name, call }): [string, PayloadTemplate] => [name, (announced) => fillTemplate(call, announced)])
  return new Map(payload ? [[OWN_PAYLOAD, payload], ...known] : known)
}

import type { Clock, Timer } from '../../../mocks/clock/clock.ts'
import type { Reason } from '../../../mocks/apns/index.ts'
import { dim, painted, printable, wrapped, type Page } from '../../../reports/look.ts'
import type { EventNamed } from '../../trace/trace-event.ts'
import { answerName, pushLine, type Outcome } from './push-line.ts'
import { reasonAdvice } from './reason-advice.ts'
import type { StreamGap, StreamGaps } from './stream-gaps.ts'
import type { GatewayTraceEvent } from './trace-log.ts'
import { ranked } from './traffic.ts'

/** More nobody reads, and writing 20,000 lines a second costs more than answering as many pushes. */
const LINES_PER_SECOND = 20
const SECOND_MS = 1000
/** As wide as a time of day and a space. */
const INDENT = '         '

/** What becomes of a push behind the gateway. */
type Fate = EventNamed<'apns.deliver' | 'apns.store' | 'apns.discard'> & { readonly fault?: string | undefined }

export interface LiveLogOptions {
  readonly clock: Clock
  readonly page: Page
  /** Told of every event before this is. */
  readonly gaps: StreamGaps
  readonly write: (text: string) => void
}

/**
 * Tells people what comes in as it comes in: a line per push, what is wrong with it, and what to do. A problem is
 * explained once and counted from then on; in a flood, seconds are summed up.
 */
export class LiveLog implements Disposable {
  readonly #options: LiveLogOptions
  /** By push: one that is sent again may have the same id. */
  readonly #open = new Map<string, EventNamed<'apns.request'>[]>()
  readonly #problems = new Map<string, number>()
  readonly #untold = new Map<string, number>()
  #lines = 0
  #timer: Timer | undefined

  constructor(options: LiveLogOptions) {
    this.#options = options
  }

  note(event: GatewayTraceEvent): void {
    switch (event.name) {
      case 'apns.connect': {
        const { authentication, tls, alpn, server, client } = event
        const how = [authentication, tls, alpn ? '' : 'no ALPN', server ? `to ${server}` : '', `from ${client}`]
        return this.#say('connected', () => this.#line(event.connection, 'connected', how.filter(Boolean).join(', ')))
      }
      case 'apns.disconnect':
        return this.#say('disconnected', () => this.#line(event.connection, 'disconnected'))
      case 'apns.goaway': {
        const { reason = `code ${event.code}`, lastStream, connection } = event
        return this.#say('GOAWAY', () => this.#line(connection, `GOAWAY ${reason}`, `last stream ${lastStream}`))
      }
      case 'apns.fault':
        return this.#say('fault', () => this.#line(event.connection, 'fault', event.fault))
      case 'apns.settings':
        return
      case 'apns.request':
        return this.#begin(event)
      case 'apns.response':
      case 'apns.reset':
        return this.#end(event)
      case 'apns.deliver':
        if (event.fault === undefined && !event.fromStorage) return
        return this.#say('delivered', () => this.#fate(event, event.fault ? 'delivered' : 'delivered from storage'))
      case 'apns.store':
        return this.#say('stored', () => this.#fate(event, `stored (${event.why})`))
      case 'apns.discard':
        return this.#say('discarded', () => this.#fate(event, `discarded (${event.why})`))
    }
  }

  /** Says why pushes that a client has sent are not to be seen. */
  explain({ connection, streams, because }: StreamGap): void {
    const { page } = this.#options
    const allowed =
      because === 'before authentication'
        ? 'until it has accepted a first push with a good provider token APNs allows a connection one stream'
        : 'after a push that it has refused APNs allows a connection one stream'
    const [setting, advice] =
      because === 'before authentication'
        ? ['streamsBeforeAuthentication', 'Send one push first, and the others once it is answered']
        : ['streamsAfterRejection', 'Heed SETTINGS_MAX_CONCURRENT_STREAMS']
    const text =
      `connection ${connection}: ${streams} more ${streams === 1 ? 'stream was' : 'streams were'} opened and never became a push: ${allowed}, ` +
      `and refuses the rest with REFUSED_STREAM before it looks at them. ${advice}, or send again what was refused. ` +
      `For a client that cannot, --switch ${setting}=1000 is kinder than APNs is.`
    this.#write(painted('deviates', wrapped(text, page.width, INDENT), page))
  }

  [Symbol.dispose](): void {
    this.#timer?.cancel()
    this.#sumUp()
    // At the end nothing is on its way any more, so the second look tells all.
    this.#options.gaps.look()
    for (const gap of this.#options.gaps.look()) this.explain(gap)
  }

  #begin(request: EventNamed<'apns.request'>): void {
    const waiting = this.#open.get(request.push)
    if (waiting) waiting.push(request)
    else this.#open.set(request.push, [request])
    this.#tick()
  }

  #end(outcome: Outcome): void {
    const waiting = this.#open.get(outcome.push)
    const request = waiting?.shift()
    if (waiting?.length === 0) this.#open.delete(outcome.push)
    if (!request) return
    const violations = outcome.name === 'apns.response' ? violationsOf(outcome) : []
    const problem = [...violations, outcome.fault ?? ''].join(' ')
    const times = (this.#problems.get(problem) ?? 0) + 1
    if (problem.trim() !== '') this.#problems.set(problem, times)
    const isNew = problem.trim() !== '' && times === 1
    const line = () => {
      const text = pushLine(this.#time(), request, outcome, this.#options.page)
      return times > 1 ? `${text}${dim(`, ${times} times so far`, this.#options.page)}` : text
    }
    if (!isNew) return this.#say(answerName(outcome), line)
    this.#lines++
    this.#write([line(), ...this.#explained(violations, outcome.fault)].join('\n'))
  }

  #explained(violations: readonly string[], fault: string | undefined): string[] {
    const { page } = this.#options
    if (fault !== undefined) return [dim(wrapped(`fault: ${fault}`, page.width, INDENT), page)]
    return violations.map((reason) => {
      const advice = Object.hasOwn(reasonAdvice, reason) ? reasonAdvice[reason as Reason] : 'see docs/apns-reasons.md'
      return wrapped(`${reason}: ${advice}`, page.width, INDENT).replace(reason, painted('fail', reason, page))
    })
  }

  #fate({ push, token, fault }: Fate, what: string): string {
    return this.#entry(`${what}: push ${push.slice(0, 8)} to ${token}${fault ? `; fault: ${fault}` : ''}`)
  }

  #line(connection: number, what: string, how = ''): string {
    return this.#entry(`#${connection} ${what}${how && `: ${how}`}`)
  }

  #entry(text: string): string {
    const { page } = this.#options
    return `${dim(this.#time(), page)} ${wrapped(printable(text), page.width, INDENT).trimStart()}`
  }

  #say(kind: string, line: () => string): void {
    this.#tick()
    if (++this.#lines <= LINES_PER_SECOND) this.#write(line())
    else this.#untold.set(kind, (this.#untold.get(kind) ?? 0) + 1)
  }

  /** Looks after a second at what was not told in it, for as long as there is something to look at. */
  #tick(): void {
    this.#timer ??= this.#options.clock.setTimeout(() => {
      this.#timer = undefined
      this.#lines = 0
      this.#sumUp()
      for (const gap of this.#options.gaps.look()) this.explain(gap)
      if (this.#options.gaps.isSuspicious) this.#tick()
    }, SECOND_MS)
  }

  #sumUp(): void {
    if (this.#untold.size === 0) return
    this.#write(this.#entry(`… and ${ranked(this.#untold).join(', ')}`))
    this.#untold.clear()
  }

  #time(): string {
    return this.#options.clock.date().toTimeString().slice(0, 8)
  }

  #write(text: string): void {
    this.#options.write(`${text}\n`)
  }
}

/** Everything that is wrong with a push, the reason of its refusal first. */
function violationsOf({ status, reason, violations }: EventNamed<'apns.response'>): readonly string[] {
  if (status < 300) return []
  return violations && violations.length > 0 ? violations : reason === undefined ? [] : [reason]
}

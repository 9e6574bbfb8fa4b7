import type { EventNamed } from '../../trace/trace-event.ts'
import { dim, painted, printable, type Page } from '../../../reports/look.ts'
import { errorCodes } from '../../../mocks/apns/faults/fault.ts'

type Request = EventNamed<'apns.request'>

/** How a push ended: with an answer, or without. */
export type Outcome = EventNamed<'apns.response'> | EventNamed<'apns.reset'>

const INDENT = '         '

const errorNames: ReadonlyMap<number, string> = new Map(Object.entries(errorCodes).map(([name, code]) => [code, name]))

/** A push and what became of it, in one line; in two where the page is too narrow. */
export function pushLine(time: string, request: Request, outcome: Outcome, page: Page): string {
  const { connection, token, channel } = request
  const head = `${dim(time, page)} #${connection} ${answerText(outcome, page)}`
  const headWidth = `${time} #${connection} ${answerName(outcome)}`.length
  const what = printable([kindOf(request), request.topic ?? 'no topic', token ?? channel ?? 'no token'].join(' '))
  const terms = [
    request.priority === undefined ? 'no prio' : `prio ${request.priority}`,
    expirationText(request),
    `${request.bytes} B`,
    `${(outcome.at - request.at).toFixed(1)} ms`,
  ]
  const how = printable(terms.join(', '))
  const fits = headWidth + what.length + how.length + 4 <= page.width
  return `${head}  ${what}${fits ? '  ' : `\n${INDENT}`}${dim(how, page)}`
}

/** Such as `400 BadTopic` or `reset REFUSED_STREAM`. */
export function answerName(outcome: Outcome): string {
  if (outcome.name === 'apns.response') return `${outcome.status} ${outcome.reason ?? ''}`.trim()
  return outcome.code === undefined ? 'unanswered' : `reset ${errorNames.get(outcome.code) ?? outcome.code}`
}

function answerText(outcome: Outcome, page: Page): string {
  const name = answerName(outcome)
  if (outcome.name === 'apns.reset') return painted('error', name, page)
  if (outcome.status < 300) return painted('pass', name, page)
  // Of a device that has gone, and of a gateway in trouble, the push is not to blame.
  return painted(outcome.status === 410 || outcome.status >= 500 ? 'deviates' : 'fail', name, page)
}

function kindOf({ service = 'device', pushType }: Request): string {
  return service === 'device' ? (pushType ?? 'no type') : service
}

/** Relative to when the push came, because nobody reads seconds since 1970. */
function expirationText({ expiration, date }: Request): string {
  if (expiration === undefined) return 'no exp'
  const seconds = Number(expiration) - (date ?? Number.NaN)
  if (Number(expiration) === 0 || !Number.isFinite(seconds)) return `exp ${expiration}`
  return `exp ${seconds < 0 ? '−' : '+'}${Math.abs(Math.round(seconds))} s`
}

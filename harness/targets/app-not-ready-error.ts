import type { TraceEvent } from '../trace/trace-event.ts'

/**
 * The app could be started, but is not in a state in which anything could be found out about it: wired wrong, rather
 * than not conforming.
 */
export class AppNotReadyError extends Error {
  readonly code = 'APP_NOT_READY'
  override readonly name = 'AppNotReadyError'

  /** @param events What has been recorded; the reason is in there. */
  constructor(app: string, events: readonly TraceEvent[], waitedMs: number) {
    super(`${app} ${whatHappened(events, waitedMs)}`)
  }
}

const VOIP = 'PKPushTypeVoIP'

function whatHappened(events: readonly TraceEvent[], waitedMs: number): string {
  const ended = events.findLast((event) => event.name === 'app.terminate')
  const garbage = events.findLast((event) => event.name === 'link.garbage')
  const output = events.flatMap((event) => (event.name === 'app.log' ? [event.line] : [])).slice(-12)
  const said = output.length > 0 ? `\nIts last output:\n${output.map((line) => `  ${line}`).join('\n')}` : ''
  if (garbage) return `sent something over its link that is no message: ${garbage.reason}: ${garbage.excerpt}${said}`
  if (ended?.by === 'app') return `ended at start (${ended.code}): ${ended.reason}${said}`
  if (ended) return `was ended at start (${ended.code}): ${ended.reason}${said}`
  if (!events.some(({ name }) => name === 'link.open'))
    return `did not connect to its phone within ${waitedMs} ms. An app has to be started through the frameworks, or speak the link itself.${said}`
  const asked = events.some((event) => event.name === 'pk.registry' && event.desiredPushTypes.includes(VOIP))
  if (asked)
    return `asked for VoIP pushes and got no device token. Give its build the aps-environment entitlement (lacks, in its configuration).${said}`
  return `did not register for VoIP pushes within ${waitedMs} ms of its start. Create a PKPushRegistry at launch and set its delegate and desiredPushTypes.${said}`
}

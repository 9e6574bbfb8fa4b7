import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { missedReport, pushesOf } from './views/pushes.ts'
import { isTooLate } from './views/too-late.ts'

/** PUSH-NSE-001 */
export const reportHandOff: Check = (trace, { limits }) => {
  const pushes = Map.groupBy(pushesOf(trace), ({ push }) => push)
  return trace.of('nse.handoff').flatMap((handOff): Finding[] => {
    const [push] = pushes.get(handOff.push) ?? []
    const { deliver, enter, report } = push ?? {}
    if (handOff.error || !push || !deliver?.mustReport) return []
    const name = `the payload ${short(handOff.push)} that the extension handed on`
    const missed = missedReport(push)
    if (report && !missed) return [finding('pass', `${name} was reported`, [handOff, deliver, enter, report])]
    // An app that died for other reasons has its own rule.
    const isUnseen = !enter && !push.terminate && isTooLate(trace, deliver, limits.reportWindow.value)
    if (!missed && !isUnseen) return []
    const message = `${name} was not reported; report in the PushKit delegate, which gets it like any other push: the extension cannot`
    return [finding('fail', message, [handOff, deliver, enter, missed])]
  })
}

/** PUSH-NSE-002 */
export const handOffAsMeant: Check = (trace) =>
  trace.of('nse.handoff').map((handOff) => {
    const name = `the payload ${short(handOff.push)}`
    if (!handOff.error) return finding('pass', `${name} was taken from the extension`, [handOff])
    return finding('fail', `${name} was refused: ${handOff.error.caseName}; ${remedyFor(handOff.error.code)}`, [
      handOff,
    ])
  })

/** Codes of `CXErrorDomainNotificationServiceExtension`. */
function remedyFor(code: number): string {
  if (code === 1) return 'only a notification service extension may hand payloads on, the app itself must not'
  if (code === 2) return 'the extension needs the entitlement com.apple.developer.usernotifications.filtering'
  return 'hand on an alert push, with values that can be coded securely'
}

import { knownCallUndisturbed } from './call-identity.ts'
import { finding, short } from './finding.ts'
import { reportAlreadyOver } from './push-report.ts'
import type { Check, Finding } from './rule.ts'
import { callsOf, existed } from './views/calls.ts'
import { nextEntry, pushesOf } from './views/pushes.ts'

/**
 * APNS-ORDER-001. What it takes to bear a cancellation before its call is PUSH-REPORT-005, and to leave a call alone when
 * its push comes again CALL-UUID-002; that the second push makes no second call is looked at here.
 */
export const bearAnyOrder: Check = (trace, circumstances) => {
  if (!trace.first('sys.deliver')) return []
  return [reportAlreadyOver, knownCallUndisturbed, noSecondCall].flatMap((check) => check(trace, circumstances))
}

const noSecondCall: Check = (trace) => {
  const pushes = pushesOf(trace)
  const announced = new Set(pushes.flatMap(({ sent }) => sent?.uuid ?? []))
  const seen = new Set<string>()
  return pushes.flatMap(({ push, sent, enter }): Finding[] => {
    const uuid = sent?.uuid
    if (!sent || uuid === undefined || sent.malformation !== undefined || !enter) return []
    const call = seen.has(uuid) ? callsOf(trace).get(uuid) : undefined
    seen.add(uuid)
    if (!call || existed(call, enter) !== 'yes') return []
    const second = trace
      .after(enter, 'cx.report.call', nextEntry(trace, enter))
      .find((report) => !announced.has(report.uuid) && callsOf(trace).get(report.uuid)?.from !== undefined)
    const name = `push ${short(push)}, the second for call ${short(uuid)},`
    if (!second) return [finding('pass', `${name} made no second call`, [enter])]
    const message = `${name} was reported as another call, ${short(second.uuid)}; report the UUID of the push, and leave it at the refusal`
    return [finding('fail', message, [sent, enter, second])]
  })
}

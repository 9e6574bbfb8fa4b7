import { finding } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf } from './views/actions.ts'

/** TX-003 */
export const completeWhatIsTaken: Check = (trace) => {
  const taken = new Map(trace.of('tx.taken').map((event) => [event.transaction, event]))
  return [...Map.groupBy(actionsOf(trace), ({ perform }) => perform.transaction)].flatMap(
    ([transaction, actions]): Finding[] => {
      const taking = taken.get(transaction)
      // One action that is handed over alone is nobody's transaction.
      if (!taking && actions.length === 1) return []
      const name = `a transaction of ${actions.map(({ perform }) => perform.type).join(' and ')}`
      const proof = [taking, ...actions.flatMap(({ perform, completions: [completion] }) => [perform, completion])]
      if (actions.every(({ completions }) => completions.length > 0))
        return [finding('pass', `each action of ${name} was completed`, proof)]
      const forgotten = actions.find(
        ({ completions, timeout, overslept }) => completions.length === 0 && timeout && !overslept,
      )
      if (!taking || !forgotten) return []
      const message = `${name} was taken (provider(_:execute:) returned true), but its ${forgotten.perform.type} was left to time out; complete every action of it`
      return [finding('fail', message, [...proof, forgotten.timeout])]
    },
  )
}

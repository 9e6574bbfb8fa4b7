import type { CallKitError } from '../events.ts'
import type { ActionMessage } from '../link/messages.ts'
import type { CallRegistry } from './call-registry.ts'
import { requestTransactionError } from './errors.ts'
import type { Provider } from './providers.ts'

/** Why the system refuses a transaction, in the order in which it looks. @returns undefined when it accepts it. */
export function validateTransaction(
  actions: readonly ActionMessage[],
  bundleId: string,
  provider: Provider | undefined,
  registry: CallRegistry,
): CallKitError | undefined {
  if (!provider) return requestTransactionError('unknownCallProvider')
  if (actions.length === 0) return requestTransactionError('emptyTransaction')
  let groups = registry.of(bundleId).length
  const started = new Set<string>()
  for (const { type, uuid, handle } of actions) {
    const call = registry.get(uuid)
    if (type === 'CXStartCallAction') {
      if (call || started.has(uuid)) return requestTransactionError('callUUIDAlreadyExists')
      started.add(uuid)
      if (!handle?.value) return requestTransactionError('invalidAction')
      if (++groups > provider.maximumCallGroups) return requestTransactionError('maximumCallGroupsReached')
    } else if (call?.bundleId !== bundleId) {
      return requestTransactionError('unknownCallUUID')
    } else if (type === 'CXAnswerCallAction' && (call.outgoing || call.hasConnected)) {
      return requestTransactionError('invalidAction')
    }
  }
  return undefined
}

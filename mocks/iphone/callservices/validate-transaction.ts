import type { ActionType, CallKitError } from '../events.ts'
import type { ActionMessage } from '../link/messages.ts'
import { has, type Release } from '../releases.ts'
import { isRinging, type Call } from './call.ts'
import { countGroups, groupOf, membersWith } from './call-groups.ts'
import type { CallRegistry } from './call-registry.ts'
import { supports } from './capabilities.ts'
import { requestTransactionError, type RequestTransactionErrorCase } from './errors.ts'
import type { Provider } from './providers.ts'

/** What there is to know when an action on a call is looked at. */
export interface ActionContext {
  readonly provider: Provider
  readonly release: Release
  readonly registry: CallRegistry
  /** Whether a call to somebody is protected. */
  isProtected(handle: string): boolean
  /** Whether an app's build may use CallKit. */
  isEntitled(bundleId: string): boolean
}

type Possible = (action: ActionMessage, call: Call, context: ActionContext) => boolean

/**
 * Whether an action makes sense on its call as the call is now. What makes none is an `invalidAction`; that this is the
 * error for a missing capability is evidence tier F, unverified on hardware. Ending and muting always make sense.
 */
const possible: { readonly [Type in ActionType]?: Possible } = {
  CXAnswerCallAction: (_action, call) => isRinging(call),
  CXSetHeldCallAction: ({ onHold }, call) => onHold !== true || supports(call, 'supportsHolding'),
  CXPlayDTMFCallAction: ({ digits }, call) => Boolean(digits) && supports(call, 'supportsDTMF'),
  CXSetGroupCallAction: ({ callUUIDToGroupWith }, call, context) =>
    callUUIDToGroupWith ? canJoin(call, callUUIDToGroupWith, context) : canLeave(call),
  CXSetTranslatingCallAction: (_action, call, { provider, release }) =>
    has(release, 'callTranslation') && provider.supportsAudioTranslation && call.hasConnected,
}

/** Whether an action other than a start makes sense on its call now. */
export function isPossible(action: ActionMessage, call: Call, context: ActionContext): boolean {
  return possible[action.type]?.(action, call, context) ?? true
}

/** Why the system refuses a transaction, in the order in which it looks. @returns undefined when it accepts it. */
export function validateTransaction(
  actions: readonly ActionMessage[],
  bundleId: string,
  provider: Provider | undefined,
  context: Omit<ActionContext, 'provider'>,
): CallKitError | undefined {
  if (!context.isEntitled(bundleId)) return requestTransactionError('unentitled')
  const refusal = provider ? refusalOf(actions, bundleId, { ...context, provider }) : 'unknownCallProvider'
  return refusal && requestTransactionError(refusal)
}

function refusalOf(
  actions: readonly ActionMessage[],
  bundleId: string,
  context: ActionContext,
): RequestTransactionErrorCase | undefined {
  const { provider, registry } = context
  if (actions.length === 0) return 'emptyTransaction'
  let groups = countGroups(registry.of(bundleId))
  const started = new Set<string>()
  for (const action of actions) {
    const { type, uuid, handle } = action
    const call = registry.get(uuid)
    if (type === 'CXStartCallAction') {
      if (call || started.has(uuid)) return 'callUUIDAlreadyExists'
      started.add(uuid)
      if (!handle?.value) return 'invalidAction'
      if (context.isProtected(handle.value)) return 'callIsProtected'
      if (++groups > provider.maximumCallGroups) return 'maximumCallGroupsReached'
    } else if (call?.bundleId !== bundleId) {
      return 'unknownCallUUID'
    } else if (!isPossible(action, call, context)) {
      return 'invalidAction'
    }
  }
  return undefined
}

function canJoin(call: Call, otherUUID: string, { provider, registry }: ActionContext): boolean {
  const other = registry.get(otherUUID)
  if (!other || other.provider !== call.provider || other.bundleId !== call.bundleId) return false
  if (groupOf(other) === groupOf(call)) return false
  const size = membersWith(call, registry.live).length + membersWith(other, registry.live).length
  return (
    supports(call, 'supportsGrouping') &&
    supports(other, 'supportsGrouping') &&
    size <= provider.maximumCallsPerCallGroup
  )
}

function canLeave(call: Call): boolean {
  return call.group !== undefined && supports(call, 'supportsUngrouping')
}

import type { CXCallUpdate } from '../callkit/call-update.ts'
import { CXHandle } from '../callkit/handle.ts'
import type { UUID } from '../foundation/uuid.ts'
import type { Handle } from './handle.ts'

/** `Conversation.Capabilities`, those that the system's screen offers. */
export type ConversationCapability = 'merging' | 'pausing' | 'playingTones' | 'unmerging' | 'video'

/** `Conversation.State`. */
export type ConversationState = 'idle' | 'joining' | 'joined' | 'leaving' | 'left'

/** `Conversation.EndedReason`. */
export type ConversationEndedReason = 'failed' | 'remoteEnded' | 'unanswered' | 'joinedElsewhere' | 'declinedElsewhere'

/** `Conversation.Update`: what is new about a conversation. What is left out stays as it was. */
export interface ConversationUpdate {
  readonly members?: readonly Handle[]
  readonly capabilities?: ReadonlySet<ConversationCapability>
}

/** `Conversation`, as it was when it was asked for. */
export interface Conversation {
  readonly uuid: UUID
  readonly state: ConversationState
  readonly isOutgoing: boolean
  readonly members: readonly Handle[]
  readonly capabilities: ReadonlySet<ConversationCapability>
}

/** `Conversation.Event`; a missing date means now. */
export type ConversationEvent =
  | { readonly event: 'conversationStartedConnecting'; readonly date?: Date }
  | { readonly event: 'conversationConnected'; readonly date?: Date }
  | { readonly event: 'conversationUpdated'; readonly update: ConversationUpdate }
  | { readonly event: 'conversationEnded'; readonly date?: Date; readonly reason: ConversationEndedReason }

/** An update in the terms of CallKit. Capabilities are given as a whole: what is not among them is not there. */
export function toCallUpdate({ members = [], capabilities }: ConversationUpdate): CXCallUpdate {
  const [first] = members
  return {
    ...(first && { remoteHandle: new CXHandle(first.type, first.value), localizedCallerName: first.displayName }),
    ...(capabilities && {
      hasVideo: capabilities.has('video'),
      supportsHolding: capabilities.has('pausing'),
      supportsGrouping: capabilities.has('merging'),
      supportsUngrouping: capabilities.has('unmerging'),
      supportsDTMF: capabilities.has('playingTones'),
    }),
  }
}

export {
  ConversationAction,
  EndConversationAction,
  JoinConversationAction,
  MergeConversationAction,
  MuteConversationAction,
  PauseConversationAction,
  PlayToneAction,
  SetTranslatingAction,
  StartConversationAction,
  UnmergeConversationAction,
} from './action.ts'
export type {
  Conversation,
  ConversationCapability,
  ConversationEndedReason,
  ConversationEvent,
  ConversationState,
  ConversationUpdate,
} from './conversation.ts'
export {
  ConversationManager,
  type ConversationManagerConfiguration,
  type ConversationManagerDelegate,
} from './conversation-manager.ts'
export { Handle } from './handle.ts'
export { StartCellularConversationAction, TelephonyConversationManager } from './telephony-conversation-manager.ts'

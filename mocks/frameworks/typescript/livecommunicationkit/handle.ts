import type { CXHandleType } from '../callkit/handle.ts'

/** `Handle`: how a member of a conversation is reached, and what it is called. */
export class Handle {
  readonly type: CXHandleType
  readonly value: string
  readonly displayName: string

  constructor(type: CXHandleType, value: string, displayName = value) {
    this.type = type
    this.value = value
    this.displayName = displayName
  }
}

/** `CXHandle.HandleType`. */
export type CXHandleType = 'generic' | 'phoneNumber' | 'emailAddress'

/** `CXHandle`: how a person is reached. */
export class CXHandle {
  readonly type: CXHandleType
  readonly value: string

  constructor(type: CXHandleType, value: string) {
    this.type = type
    this.value = value
  }
}

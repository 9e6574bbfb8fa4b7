import type { CredentialFlags } from '../credentials.ts'

/** The options of `push`, as commander has understood them. */
export interface PushFlags extends CredentialFlags {
  readonly token?: string
  readonly topic?: string
  readonly pushType: string
  readonly priority: string
  readonly expiration: string
  readonly collapseId?: string
  readonly id?: string
  readonly template: string
  readonly payload?: string
  readonly uuid?: string
  readonly handle: string
  readonly name?: string
  readonly video: boolean
  readonly malform?: string
  readonly mutate?: string
  readonly list: boolean
  readonly json: boolean
}

import type { Circumstances } from '../../rules/rule.ts'

/** The options of `check`, as commander has understood them. */
export interface CheckFlags {
  readonly format: 'auto' | 'trace' | 'log'
  readonly release?: string
  readonly rules?: readonly string[]
  readonly answerPolicy: Circumstances['answerPolicy']
  readonly strict: boolean
  readonly json: boolean
}

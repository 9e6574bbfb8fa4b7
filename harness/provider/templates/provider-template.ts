import type { Template } from './fill-template.ts'

/** The payloads that one provider sends, with invented values. */
export interface ProviderTemplate {
  readonly name: string
  /** Whose payloads they are. */
  readonly provider: string
  /** Where the shape can be seen. */
  readonly source: string
  /** What an app has to know of it. */
  readonly notes: string
  /** `voip` unless given. */
  readonly pushType?: 'alert' | 'voip'
  readonly call: Template
  /** What tells that the call is over, for providers that push that as well and whose shape is known. */
  readonly cancel?: Template
}

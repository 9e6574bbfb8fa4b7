import type { CXHandle } from './handle.ts'

/** `CXCallUpdate`: what is new about a call. Fields left alone stay as they were. */
export class CXCallUpdate {
  remoteHandle?: CXHandle
  localizedCallerName?: string
  hasVideo?: boolean
  supportsHolding?: boolean
  supportsGrouping?: boolean
  supportsUngrouping?: boolean
  supportsDTMF?: boolean
}

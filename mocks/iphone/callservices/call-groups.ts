import type { Call } from './call.ts'

/** Names the group that a call is in; a call that has joined no other is a group of its own. */
export function groupOf({ uuid, group }: Call): string {
  return group ?? uuid
}

/** The calls of a call's group, itself included, oldest first. */
export function membersWith(call: Call, calls: readonly Call[]): readonly Call[] {
  return calls.filter((each) => groupOf(each) === groupOf(call))
}

/** How many groups some calls make: what `maximumCallGroups` limits. */
export function countGroups(calls: readonly Call[]): number {
  return new Set(calls.map(groupOf)).size
}

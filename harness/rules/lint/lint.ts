import type { Rule } from '../rule.ts'
import { connectionLint } from './connections.ts'
import { headerLint } from './headers.ts'
import { payloadLint } from './payload.ts'
import { retryLint } from './retries.ts'
import { tokenLint } from './tokens.ts'

const rows = [...tokenLint, ...connectionLint, ...retryLint, ...headerLint, ...payloadLint] as const

export type LintId = (typeof rows)[number]['id']

/** A piece of advice. */
export type LintRule = Rule & { readonly id: LintId }

/**
 * Advice about a backend, by family: what APNs, or a caller, will hold against it sooner or later. Apart from the
 * catalogue, because none of it is a duty of an app. MUST marks what APNs answers with an error.
 */
export const lint: readonly LintRule[] = rows.map((row) => ({ ...row, releases: { first: '8.0' } }))

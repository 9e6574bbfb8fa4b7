import { z } from 'zod'

/**
 * What was demanded at one release of the catalogue: a file of `requirements/`, which is never edited afterwards, so that a
 * catalogue that grows fails nobody after the fact.
 */
export const requirementSet = z.strictObject({
  /** Year and month of the release. */
  name: z.string().regex(/^\d{4}\.\d{2}$/, 'a set is named after a year and a month, such as 2026.11'),
  /** By the iOS release that brought them, oldest first: each holds until the next. */
  limits: z.array(
    z.strictObject({
      since: z.string(),
      values: z.record(z.string(), z.strictObject({ value: z.number(), unit: z.enum(['ms', 'bytes', 'count']) })),
    }),
  ).min(1),
  rules: z.array(
    z.strictObject({
      id: z.string(),
      level: z.enum(['MUST', 'SHOULD']),
      title: z.string(),
      releases: z.strictObject({ first: z.string(), last: z.string().optional() }),
      /** Names of the limits that it measures against. */
      limits: z.array(z.string()).optional(),
    }),
  ).min(1),
})
export type RequirementSet = z.infer<typeof requirementSet>

/** There is no such set, or this version of the judge cannot judge by it. */
export class RequirementsError extends Error {
  readonly code = 'REQUIREMENTS'
  override readonly name = 'RequirementsError'
}

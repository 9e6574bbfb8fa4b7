import { z } from 'zod'
import { releaseVersions } from '../../mocks/iphone/releases.ts'

/** Stands where `run --update-expected` cannot know what to write. */
export const TO_BE_SAID = '…'

/** A failure that is known and accepted for now. */
export const expectedFailure = z.strictObject({
  /** The rule's id. */
  rule: z.string(),
  /** The scenario's id; absent means every scenario. */
  scenario: z.string().optional(),
  /** The iOS releases that it is accepted on, such as `26.4`; absent means all. */
  releases: z.array(z.enum(releaseVersions)).min(1).exactOptional(),
  reason: z.string().regex(/\S/, 'expected a reason'),
  /** Where the work on it is followed. */
  link: z.union([z.url({ protocol: /^https?$/ }), z.literal(TO_BE_SAID)], 'expected a URL with http or https'),
  /** The last day on which it is accepted. */
  until: z.iso.date().optional(),
})
export type ExpectedFailure = z.infer<typeof expectedFailure>

/** Whether a failure is one of a scenario on a release. */
export function covers(
  { scenario, releases }: ExpectedFailure,
  played: { readonly id: string; readonly release?: string | undefined },
): boolean {
  const isOn = releases === undefined || releases.some((release) => release === played.release)
  return isOn && (scenario === undefined || scenario === played.id)
}

/** Whether the last day on which a failure is accepted is over. */
export function isOver({ until }: ExpectedFailure, today: Date): boolean {
  return until !== undefined && today.toISOString().slice(0, 10) > until
}

/** Whether an entry says why a failure is accepted, and where the work on it is followed. */
export function isExplained({ reason, link }: ExpectedFailure): boolean {
  return !reason.startsWith(TO_BE_SAID) && link !== TO_BE_SAID
}

/** What was found out about one part of the machine. */
export interface PartFinding {
  readonly part: string
  /** `optional` is missing, and a run does without it. */
  readonly state: 'works' | 'missing' | 'optional' | 'not built yet'
  readonly detail: string
  /** The command that puts it right. */
  readonly remedy?: string
}

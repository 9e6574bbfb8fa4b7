/** Where a rule comes from. */
export interface Source {
  readonly title: string
  /** An address, or where to look for a work that has no stable one. */
  readonly location: string
}

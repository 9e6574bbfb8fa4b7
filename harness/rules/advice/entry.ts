/** What a developer does about a rule. */
export interface Advice {
  /** What comes of breaking it: what iOS does, or what people notice. */
  readonly otherwise: string
  /** What to do, as one would tell a colleague. */
  readonly todo: string
  /** How it is done right in a few lines of an app. Not compiled here: the names are those of Apple's SDK. */
  readonly swift?: string
  /** The same with the frameworks of this package; members of a class that has what they name. */
  readonly typescript?: string
  /** What is sent over HTTP, for a rule about backends. */
  readonly http?: string
}

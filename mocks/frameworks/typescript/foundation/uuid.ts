import { randomUUID } from 'node:crypto'

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Foundation's `UUID`. */
export class UUID {
  /** Upper case, as Foundation writes it. */
  readonly uuidString: string

  /** A new random UUID. */
  constructor()
  constructor(uuidString: string = randomUUID()) {
    this.uuidString = uuidString.toUpperCase()
  }

  /** `UUID(uuidString:)`: null unless the text is a UUID in its 8-4-4-4-12 form, in either case. */
  static fromString(uuidString: string): UUID | null {
    return FORM.test(uuidString) ? new Known(uuidString) : null
  }

  equals(other: UUID): boolean {
    return this.uuidString === other.uuidString
  }

  toString(): string {
    return this.uuidString
  }
}

/** The same class: nobody else may make one of a text that has not been looked at. */
const Known = UUID as new (uuidString: string) => UUID

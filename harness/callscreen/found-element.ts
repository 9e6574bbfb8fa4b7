/** An element of the screen that has been found. */
export interface FoundElement {
  /** The same for the same element for as long as it is shown. */
  readonly id: string
  /** The identifier, or the label of an element without one. */
  readonly name: string
  readonly label: string
  isEnabled(): Promise<boolean>
  /** Whether a button that stays pressed is pressed. */
  isOn(): Promise<boolean>
  tap(): Promise<void>
  /** Pulls the element from its left end to its right end. */
  slide(): Promise<void>
}

/** What is looked for: what a finger can touch, or what can only be read. */
export type ElementKind = 'control' | 'text'

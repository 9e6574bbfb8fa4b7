import type { UIElement } from '../element.ts'
import type { LabelKey } from '../labels.ts'
import type { ScreenProfile } from '../profiles/screen-profile.ts'
import type { ScreenControls, ScreenSource } from '../source.ts'

/** What every view is drawn from. */
export interface ViewContext {
  readonly source: ScreenSource
  readonly controls: ScreenControls
  readonly profile: ScreenProfile
  /** The texts in the phone's language. */
  readonly labels: Readonly<Record<LabelKey, string>>
  /** Called before a control does what it is for. */
  readonly touched: (control: string, uuid?: string) => void
}

/** A view in front of the user and the process that draws it. */
export interface Layer {
  /** A bundle identifier. */
  readonly owner: string
  readonly element: UIElement
  /** Whether the view takes the whole glass, so that nothing beneath it shows or can be touched. */
  readonly opaque: boolean
}

import type { UIElement } from '../element.ts'
import type { ScreenControls, ScreenSource, ShownCall } from '../source.ts'

/** What every view is drawn from. */
export interface ViewContext {
  readonly source: ScreenSource
  readonly controls: ScreenControls
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

/** The handler of a control that belongs to a call. */
export function pressing(context: ViewContext, control: string, call: ShownCall, action: () => void): () => void {
  return () => {
    context.touched(control, call.uuid)
    action()
  }
}

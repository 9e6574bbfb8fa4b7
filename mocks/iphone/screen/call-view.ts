interface CallInState {
  readonly uuid: string
  /** As in `ShownCall`. */
  readonly state: string
}

/** What the user has made of the calls in progress: the whole screen, its keypad, or the Dynamic Island. */
export type CallView = 'call' | 'compact' | 'expanded' | 'keypad'

/** A view, and the calls that were in progress when the user chose it. */
export interface ChosenView {
  readonly view: CallView
  readonly calls: ReadonlySet<string>
}

export const wholeCall: ChosenView = { view: 'call', calls: new Set() }

/** The calls that are being set up, under way or on hold. */
export function callsInProgress<Call extends CallInState>(calls: readonly Call[]): Call[] {
  return calls.filter(({ state }) => state !== 'ringing')
}

export function choose(view: CallView, calls: readonly CallInState[]): ChosenView {
  return { view, calls: new Set(callsInProgress(calls).map(({ uuid }) => uuid)) }
}

/** What is shown now: a call that has come since brings the whole call screen back. */
export function currentView({ view, calls: chosenFor }: ChosenView, calls: readonly CallInState[]): CallView {
  return callsInProgress(calls).every(({ uuid }) => chosenFor.has(uuid)) ? view : 'call'
}

import type { Control } from '../../mocks/iphone/screen/profiles/control.ts'
import { CallScreenError } from './call-screen-error.ts'
import type { ElementKind, FoundElement } from './found-element.ts'
import { ProfileProbe } from './profile-probe.ts'
import type { ControlNames, SelectorProfile } from './selectors.ts'

/** Looks at what the processes of a phone show. */
export interface ScreenEye {
  /** Looks once for the elements of a process that carry one of the names; none when it is not in the foreground. */
  find(owner: string, names: ControlNames, kind: ElementKind): Promise<FoundElement[]>
  /** @throws CallScreenError `CALL_SCREEN_DRIVER_UNREACHABLE` unless whatever looks is alive. */
  proveAlive(): Promise<void>
  /** What a process shows, for people to read. */
  describe(owner: string): Promise<string>
}

/** A control of a call, and the bundle identifier of the process that shows it. */
export interface FoundControl {
  readonly control: Control
  readonly owner: string
  readonly element: FoundElement
}

/** A call behind an app is brought back in these steps; where the first one suffices, the second finds nothing. */
const RETURNING = ['compactCall', 'returnToCall'] as const satisfies readonly Control[]

/** Identifiers of the text that says who calls. Evidence tier E: a hierarchy dump of InCallService. */
const CALLER_IDENTIFIERS = ['PHMarqueeView']

/** Finds the controls of a call, whichever process shows them and whatever they are called. */
export class ControlFinder {
  readonly #eye: ScreenEye
  readonly #probe: ProfileProbe

  /** @param profiles In the order to try them. */
  constructor(eye: ScreenEye, profiles: readonly SelectorProfile[]) {
    this.#eye = eye
    this.#probe = new ProfileProbe(profiles)
  }

  /** The first of the controls that is shown now. */
  async look(controls: readonly Control[]): Promise<FoundControl | undefined> {
    for (const owner of this.#probe.owners) {
      const found = await this.#lookIn(owner, controls)
      if (found) return found
    }
    return undefined
  }

  /**
   * The first of the controls that is shown, once the call screen has been brought back to the front.
   *
   * @throws CallScreenError `CALL_SCREEN_CONTROL_NOT_FOUND` with what is shown instead.
   */
  async need(controls: readonly Control[]): Promise<FoundControl> {
    const found = (await this.look(controls)) ?? (await this.#lookBehind(controls))
    if (found) return found
    // A driver that finds nothing because it is dead must not be mistaken for a screen without a call.
    await this.#eye.proveAlive()
    throw new CallScreenError(
      'CALL_SCREEN_CONTROL_NOT_FOUND',
      `expected the control '${controls.join("' or '")}'; ${await this.whatIsThere(controls)}`,
    )
  }

  /** Whether a control is still there: the same element, of the same caller. */
  async isStill({ control, owner, element }: FoundControl, caller: string | undefined): Promise<boolean> {
    const again = await this.#lookIn(owner, [control])
    return again?.element.id === element.id && (await this.callerIn(owner)) === caller
  }

  /** Who calls, as a process shows it; undefined where it does not say so by a known name. */
  async callerIn(owner: string): Promise<string | undefined> {
    const [text] = await this.#eye.find(owner, { identifiers: CALLER_IDENTIFIERS, labels: [] }, 'text')
    return text?.label
  }

  /** What each process shows, what was looked for, and with which profiles, as a part of an error's message. */
  async whatIsThere(controls: readonly Control[]): Promise<string> {
    const { identifiers, labels } = this.#probe.namesOf(controls)
    const shown: string[] = []
    for (const owner of this.#probe.owners) shown.push(`${owner}, ${await this.#eye.describe(owner)}`)
    return (
      `${shown.join('. ')}. Looked for the identifiers ${identifiers.join(', ')} and the labels ${labels.join(', ')}, which ` +
      `the profiles ${this.#probe.profiles.join('; ')} have. ` +
      'If the control is among those shown, record a profile of this phone: callkit-conformance profile --help'
    )
  }

  /** Looks again on the call screen that something else is in front of. */
  async #lookBehind(controls: readonly Control[]): Promise<FoundControl | undefined> {
    for (const step of RETURNING) {
      const way = await this.look([step])
      if (!way) continue
      await way.element.tap()
      const found = await this.look(controls)
      if (found) return found
    }
    return undefined
  }

  async #lookIn(owner: string, controls: readonly Control[]): Promise<FoundControl | undefined> {
    const elements = await this.#eye.find(owner, this.#probe.namesOf(controls), 'control')
    const picked = this.#probe.pick(controls, owner, elements)
    return picked && { ...picked, owner }
  }
}

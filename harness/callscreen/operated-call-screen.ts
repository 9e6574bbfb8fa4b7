import { CallScreenError } from './call-screen-error.ts'
import { INCOMING_TIMEOUT_MS, type CallScreen } from './call-screen.ts'
import { DIGITS, type Digit } from '../../mocks/iphone/screen/profiles/control.ts'
import { keyNames, type Control, type ControlNames, type SelectorProfile } from './selectors.ts'

/** An element of the screen that has been found. */
export interface FoundElement {
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

/** A control of a call, and the bundle identifier of the process that shows it. */
interface FoundControl {
  readonly control: Control
  readonly owner: string
  readonly element: FoundElement
}

/** A call behind an app is brought back in these steps; where the first one suffices, the second finds nothing. */
const RETURNING = ['compactCall', 'returnToCall'] as const satisfies readonly Control[]

const INCOMING = ['answer', 'slideToAnswer', 'endAndAccept', 'decline'] as const satisfies readonly Control[]

/**
 * What every way of operating a call screen has in common: which controls a command looks for, in which processes, and
 * what it says when they are not there.
 */
export abstract class OperatedCallScreen implements CallScreen {
  abstract readonly kind: CallScreen['kind']
  readonly #profile: SelectorProfile

  protected constructor(profile: SelectorProfile) {
    this.#profile = profile
  }

  /** Looks once for the elements of a process that carry one of the names; none when it is not in the foreground. */
  protected abstract find(owner: string, names: ControlNames): Promise<FoundElement[]>
  /** @throws CallScreenError `CALL_SCREEN_DRIVER_UNREACHABLE` unless whatever looks for controls is alive. */
  protected abstract proveAlive(): Promise<void>
  /** Resolves to whether {@link isIncoming} came true within the time. */
  protected abstract incomingWithin(timeoutMs: number): Promise<boolean>
  /** The names of all elements that a process shows; none when it is not in the foreground. */
  protected abstract shownBy(owner: string): Promise<string[]>

  abstract lock(): Promise<void>
  abstract unlock(): Promise<void>
  abstract home(): Promise<void>
  abstract activateApp(bundleId: string): Promise<void>
  abstract openURL(url: string): Promise<void>
  abstract screenshot(): Promise<Buffer>
  abstract source(): Promise<string>
  abstract [Symbol.asyncDispose](): Promise<void>

  async waitForIncoming(timeoutMs: number = INCOMING_TIMEOUT_MS): Promise<void> {
    if (await this.incomingWithin(timeoutMs)) return
    throw new CallScreenError(
      'CALL_SCREEN_NO_INCOMING_CALL',
      `expected an incoming call within ${timeoutMs} ms; ${await this.#whatIsThere(INCOMING)}. ` +
        'Check in the trace that the app has reported the call and that the report had no error',
    )
  }

  async answer(): Promise<void> {
    const { control, element } = await this.#need('answer', 'slideToAnswer')
    await (control === 'slideToAnswer' ? element.slide() : element.tap())
  }

  decline(): Promise<void> {
    return this.#tap('decline')
  }

  end(): Promise<void> {
    return this.#tap('end')
  }

  hold(): Promise<void> {
    return this.#switch('hold', true)
  }

  unhold(): Promise<void> {
    return this.#switch('hold', false)
  }

  mute(): Promise<void> {
    return this.#switch('mute', true)
  }

  unmute(): Promise<void> {
    return this.#switch('mute', false)
  }

  speaker(on: boolean): Promise<void> {
    return this.#switch('speaker', on)
  }

  async keypad(digits: string): Promise<void> {
    const keys = [...digits].map(digitNamed)
    await this.#tap('keypad')
    for (const key of keys) await this.#press(key)
    await this.#tap('hideKeypad')
  }

  swap(): Promise<void> {
    return this.#tap('swap')
  }

  merge(): Promise<void> {
    return this.#tap('merge')
  }

  holdAndAccept(): Promise<void> {
    return this.#tap('holdAndAccept')
  }

  endAndAccept(): Promise<void> {
    return this.#tap('endAndAccept')
  }

  async isIncoming(): Promise<boolean> {
    if (await this.#look(INCOMING)) return true
    await this.proveAlive()
    return false
  }

  async expectNoCall(): Promise<void> {
    await this.proveAlive()
    const found = await this.#look(this.#controls)
    if (found)
      throw new CallScreenError(
        'CALL_SCREEN_CALL_SHOWN',
        `expected no call on the screen; ${found.owner} shows the control '${found.control}'`,
      )
    await this.proveAlive()
  }

  get #controls(): Control[] {
    return Object.keys(this.#profile.controls) as Control[]
  }

  async #tap(control: Control): Promise<void> {
    const { element } = await this.#need(control)
    await demandEnabled(element, `touch '${control}'`)
    await element.tap()
  }

  async #press(digit: Digit): Promise<void> {
    for (const owner of this.#profile.owners) {
      const [key] = await this.find(owner, keyNames(digit))
      if (key) return key.tap()
    }
    await this.proveAlive()
    throw new CallScreenError(
      'CALL_SCREEN_CONTROL_NOT_FOUND',
      `expected a key '${digit}' after opening the keypad; ${await this.#whatIsThere(['hideKeypad'])}`,
    )
  }

  async #switch(control: 'hold' | 'mute' | 'speaker', on: boolean): Promise<void> {
    const { element } = await this.#need(control)
    const intent = `turn '${control}' ${on ? 'on' : 'off'}`
    await demandEnabled(element, intent)
    if ((await element.isOn()) === on)
      throw new CallScreenError(
        'CALL_SCREEN_CONTROL_STATE',
        `expected to ${intent}; it is ${on ? 'on' : 'off'} already`,
      )
    await element.tap()
  }

  async #need(...controls: readonly Control[]): Promise<FoundControl> {
    const found = (await this.#look(controls)) ?? (await this.#lookBehind(controls))
    if (found) return found
    // A driver that finds nothing because it is dead must not be mistaken for a screen without a call.
    await this.proveAlive()
    throw new CallScreenError(
      'CALL_SCREEN_CONTROL_NOT_FOUND',
      `expected the control '${controls.join("' or '")}'; ${await this.#whatIsThere(controls)}`,
    )
  }

  /** Looks again on the call screen that something else is in front of. */
  async #lookBehind(controls: readonly Control[]): Promise<FoundControl | undefined> {
    for (const step of RETURNING) {
      const way = await this.#look([step])
      if (!way) continue
      await way.element.tap()
      const found = await this.#look(controls)
      if (found) return found
    }
    return undefined
  }

  async #look(controls: readonly Control[]): Promise<FoundControl | undefined> {
    for (const owner of this.#profile.owners) {
      const elements = await this.find(owner, this.#namesOf(controls))
      for (const control of controls) {
        const { identifiers, labels } = this.#profile.controls[control]
        const element =
          elements.find(({ name }) => identifiers.includes(name)) ??
          elements.find(({ label }) => labels.includes(label))
        if (element) return { control, owner, element }
      }
    }
    return undefined
  }

  async #whatIsThere(controls: readonly Control[]): Promise<string> {
    const { identifiers, labels } = this.#namesOf(controls)
    const shown: string[] = []
    for (const owner of this.#profile.owners)
      shown.push(`${owner} shows ${(await this.shownBy(owner)).join(', ') || 'nothing'}`)
    return `looked for the identifiers ${identifiers.join(', ')} and the labels ${labels.join(', ')}; ${shown.join('; ')}`
  }

  #namesOf(controls: readonly Control[]): ControlNames {
    const names = controls.map((control) => this.#profile.controls[control])
    return {
      identifiers: names.flatMap(({ identifiers }) => identifiers),
      labels: names.flatMap(({ labels }) => labels),
    }
  }
}

async function demandEnabled(element: FoundElement, intent: string): Promise<void> {
  if (await element.isEnabled()) return
  throw new CallScreenError(
    'CALL_SCREEN_CONTROL_STATE',
    `expected to ${intent}; it is disabled, as for a call that does not support it`,
  )
}

function digitNamed(char: string): Digit {
  const digit = DIGITS.find((each) => each === char)
  if (digit) return digit
  throw new CallScreenError(
    'CALL_SCREEN_CONTROL_NOT_FOUND',
    `expected digits to touch on the keypad, of ${DIGITS.join(' ')}; came '${char}'`,
  )
}

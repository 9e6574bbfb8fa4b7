import type { Clock } from '../../mocks/clock/clock.ts'
import { DIGITS, type Control, type Digit } from '../../mocks/iphone/screen/profiles/control.ts'
import { CallScreenError } from './call-screen-error.ts'
import { INCOMING_TIMEOUT_MS, type CallScreen } from './call-screen.ts'
import { ControlFinder, type ScreenEye } from './control-finder.ts'
import { Dismissal } from './dismissal.ts'
import type { FoundElement } from './found-element.ts'
import type { SelectorProfile } from './selectors.ts'

const INCOMING = ['answer', 'slideToAnswer', 'endAndAccept', 'decline'] as const satisfies readonly Control[]

/** What can be touched about a call; a key by itself is none, because a passcode is typed on such keys too. */
const OF_A_CALL = [
  ...INCOMING,
  'add',
  'compactCall',
  'end',
  'hideKeypad',
  'hold',
  'holdAndAccept',
  'keypad',
  'merge',
  'mute',
  'private',
  'returnToCall',
  'speaker',
  'swap',
] as const satisfies readonly Control[]

/**
 * What every way of operating a call screen has in common: which controls a command looks for, in which processes, and
 * what it says when they are not there.
 */
export abstract class OperatedCallScreen implements CallScreen {
  abstract readonly kind: CallScreen['kind']
  readonly #finder: ControlFinder
  readonly #dismissal: Dismissal

  /**
   * @param profiles In the order to try them.
   * @param clock The phone's.
   */
  protected constructor(profiles: readonly SelectorProfile[], clock: Clock) {
    this.#finder = new ControlFinder(
      {
        find: (owner, names, kind) => this.find(owner, names, kind),
        proveAlive: () => this.proveAlive(),
        describe: (owner) => this.describe(owner),
      },
      profiles,
    )
    this.#dismissal = new Dismissal(this.#finder, clock)
  }

  protected abstract find(...what: Parameters<ScreenEye['find']>): Promise<FoundElement[]>
  protected abstract proveAlive(): Promise<void>
  protected abstract describe(...what: Parameters<ScreenEye['describe']>): Promise<string>
  /** Resolves to whether {@link isIncoming} came true within the time. */
  protected abstract incomingWithin(timeoutMs: number): Promise<boolean>

  abstract lock(): Promise<void>
  abstract unlock(): Promise<void>
  abstract home(): Promise<void>
  abstract activateApp(bundleId: string): Promise<void>
  abstract openURL(url: string): Promise<void>
  abstract screenshot(): Promise<Buffer>
  abstract source(): Promise<string>
  abstract [Symbol.asyncDispose](): Promise<void>

  get secondTaps(): number {
    return this.#dismissal.secondTaps
  }

  async waitForIncoming(timeoutMs: number = INCOMING_TIMEOUT_MS): Promise<void> {
    if (await this.incomingWithin(timeoutMs)) return
    throw new CallScreenError(
      'CALL_SCREEN_NO_INCOMING_CALL',
      `expected an incoming call within ${timeoutMs} ms; check in the trace that the app has reported it without an error, and ` +
        `has neither answered nor ended it. ${await this.#finder.whatIsThere(INCOMING)}`,
    )
  }

  answer(): Promise<void> {
    return this.#dismiss('answer', 'slideToAnswer')
  }

  decline(): Promise<void> {
    return this.#dismiss('decline')
  }

  end(): Promise<void> {
    return this.#dismiss('end')
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
    const keys = [...digits].map(keyNamed)
    await this.#tap('keypad')
    for (const key of keys) await this.#tap(key)
    await this.#tap('hideKeypad')
  }

  swap(): Promise<void> {
    return this.#tap('swap')
  }

  merge(): Promise<void> {
    return this.#tap('merge')
  }

  holdAndAccept(): Promise<void> {
    return this.#dismiss('holdAndAccept')
  }

  endAndAccept(): Promise<void> {
    return this.#dismiss('endAndAccept')
  }

  async isIncoming(): Promise<boolean> {
    if (await this.#finder.look(INCOMING)) return true
    await this.proveAlive()
    return false
  }

  async expectNoCall(): Promise<void> {
    await this.proveAlive()
    const found = await this.#finder.look(OF_A_CALL)
    if (found)
      throw new CallScreenError(
        'CALL_SCREEN_CALL_SHOWN',
        `expected no call on the screen; ${found.owner} shows the control '${found.control}'`,
      )
    await this.proveAlive()
  }

  async #tap(control: Control): Promise<void> {
    const { element } = await this.#finder.need([control])
    await demandEnabled(element, `touch '${control}'`)
    await element.tap()
  }

  async #switch(control: 'hold' | 'mute' | 'speaker', on: boolean): Promise<void> {
    const { element } = await this.#finder.need([control])
    const intent = `turn '${control}' ${on ? 'on' : 'off'}`
    await demandEnabled(element, intent)
    if ((await element.isOn()) === on)
      throw new CallScreenError(
        'CALL_SCREEN_CONTROL_STATE',
        `expected to ${intent}; it is ${on ? 'on' : 'off'} already`,
      )
    await element.tap()
  }

  async #dismiss(...controls: readonly Control[]): Promise<void> {
    const found = await this.#finder.need(controls)
    await demandEnabled(found.element, `touch '${found.control}'`)
    await this.#dismissal.dismiss(found)
  }
}

async function demandEnabled(element: FoundElement, intent: string): Promise<void> {
  if (await element.isEnabled()) return
  throw new CallScreenError(
    'CALL_SCREEN_CONTROL_STATE',
    `expected to ${intent}; it is disabled, as for a call that does not support it`,
  )
}

function keyNamed(char: string): `key ${Digit}` {
  const digit = DIGITS.find((each) => each === char)
  if (digit) return `key ${digit}`
  throw new CallScreenError(
    'CALL_SCREEN_CONTROL_NOT_FOUND',
    `expected digits to touch on the keypad, of ${DIGITS.join(' ')}; came '${char}'`,
  )
}

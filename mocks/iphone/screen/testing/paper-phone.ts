import { releaseOf, SPRINGBOARD, type Release } from '../../releases.ts'
import { DEFAULT_APPEARANCE, type Appearance } from '../appearance.ts'
import { choose, currentView, wholeCall, type CallView } from '../call-view.ts'
import { DEFAULT_LANGUAGE, type Language } from '../labels.ts'
import type { EndedCall, InstalledApp, ScreenControls, ScreenSource, ShownCall } from '../source.ts'

/** A call as a test wants it; the rest is made up. */
export type PaperCall = Partial<ShownCall> & Pick<ShownCall, 'state'>

/**
 * The least that a screen can be drawn from, for tests of the screen and of what operates it: calls are what the test
 * says, and controls change them at once, without an app, CallKit or a backend.
 */
export class PaperPhone implements ScreenSource, ScreenControls {
  readonly udid: string
  readonly release: Release
  locked = false
  calls: ShownCall[] = []
  endedCall?: EndedCall
  frontmost: string = SPRINGBOARD
  apps: InstalledApp[] = [
    { bundleId: 'com.example.voip', displayName: 'Voip', pid: 0, state: 'terminated' },
    { bundleId: 'com.example.notes', displayName: 'Notes', pid: 0, state: 'terminated' },
  ]
  language: Language = DEFAULT_LANGUAGE
  appearance: Appearance = DEFAULT_APPEARANCE
  speaker = false
  dialled = ''
  /** Milliseconds on the phone's clock. */
  time = 0
  /** Every control that was used, in order, as `name argument`. */
  readonly used: string[] = []
  #added = 0
  #view = wholeCall

  constructor({ release = '18.2', udid = 'paper-phone' }: { release?: string; udid?: string } = {}) {
    this.release = releaseOf(release)
    this.udid = udid
  }

  get callView(): CallView {
    return currentView(this.#view, this.calls)
  }

  now(): number {
    return this.time
  }

  /** Puts a call on the phone. @returns its UUID. */
  add(call: PaperCall): string {
    const uuid = `00000000-0000-0000-0000-${String(++this.#added).padStart(12, '0')}`
    const added: ShownCall = {
      uuid,
      displayName: 'Alice Appleseed',
      handle: '+1 555 0100',
      outgoing: false,
      hasVideo: false,
      supportsDTMF: true,
      supportsGrouping: true,
      supportsHolding: true,
      supportsUngrouping: true,
      muted: false,
      ...call,
    }
    this.calls = [...this.calls, added]
    return call.uuid ?? uuid
  }

  answer(uuid: string): void {
    this.#use('answer', uuid)
    this.#change(uuid, { state: 'active', connectedAt: this.time })
  }

  decline(uuid: string): void {
    this.#use('decline', uuid)
    this.#remove(uuid)
  }

  end(uuid: string): void {
    this.#use('end', uuid)
    this.#remove(uuid)
  }

  setHeld(uuid: string, onHold: boolean): void {
    this.#use('setHeld', `${uuid} ${onHold}`)
    this.calls = this.calls.map((call) => {
      if (call.uuid === uuid) return { ...call, state: onHold ? 'held' : 'active' }
      return onHold ? call : { ...call, state: 'held' }
    })
  }

  setMuted(uuid: string, muted: boolean): void {
    this.#use('setMuted', `${uuid} ${muted}`)
    this.#change(uuid, { muted })
  }

  holdAndAccept(uuid: string): void {
    this.#use('holdAndAccept', uuid)
    this.calls = this.calls.map((call) => ({ ...call, state: call.uuid === uuid ? 'active' : 'held' }))
  }

  endAndAccept(uuid: string): void {
    this.#use('endAndAccept', uuid)
    this.calls = this.calls.filter((call) => call.uuid === uuid)
    this.#change(uuid, { state: 'active' })
  }

  playDTMF(uuid: string, digits: string): void {
    this.#use('playDTMF', `${uuid} ${digits}`)
    this.dialled += digits
  }

  merge(uuid: string): void {
    this.#use('merge', uuid)
    this.calls = this.calls.map((call) => ({ ...call, state: 'active', group: 'conference' }))
  }

  split(uuid: string): void {
    this.#use('split', uuid)
    this.calls = this.calls.map((call) => ({
      ...call,
      group: undefined,
      state: call.uuid === uuid ? 'active' : 'held',
    }))
  }

  setAppearance(appearance: Appearance): void {
    this.appearance = appearance
  }

  setSpeaker(on: boolean): void {
    this.#use('setSpeaker', String(on))
    this.speaker = on
  }

  setCallView(view: CallView): void {
    this.#view = choose(view, this.calls)
    this.dialled = ''
  }

  async activate(bundleId: string): Promise<void> {
    this.#use('activate', bundleId)
    this.setCallView('compact')
    this.frontmost = bundleId
    this.apps = this.apps.map((app) => (app.bundleId === bundleId ? { ...app, pid: 400, state: 'foreground' } : app))
  }

  async terminate(bundleId: string): Promise<boolean> {
    this.#use('terminate', bundleId)
    const running = this.apps.some((app) => app.bundleId === bundleId && app.pid > 0)
    this.apps = this.apps.map((app) => (app.bundleId === bundleId ? { ...app, pid: 0, state: 'terminated' } : app))
    if (this.frontmost === bundleId) this.frontmost = SPRINGBOARD
    return running
  }

  home(): void {
    this.#use('home', '')
    this.setCallView('compact')
    this.frontmost = SPRINGBOARD
  }

  lock(): void {
    this.#use('lock', '')
    this.locked = true
  }

  unlock(): void {
    this.#use('unlock', '')
    this.locked = false
  }

  async openURL(url: string): Promise<void> {
    this.#use('openURL', url)
  }

  #use(control: string, argument: string): void {
    this.used.push(`${control} ${argument}`.trim())
  }

  #change(uuid: string, change: Partial<ShownCall>): void {
    this.calls = this.calls.map((call) => (call.uuid === uuid ? { ...call, ...change } : call))
  }

  #remove(uuid: string): void {
    this.calls = this.calls.filter((call) => call.uuid !== uuid)
  }
}

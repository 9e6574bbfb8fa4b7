/**
 * @typedef {import('../phone-view.ts').PhoneView} PhoneView
 * @typedef {import('../control-view.ts').ControlView} ControlView
 */
import { make } from './make.js'
import { makeControl } from './phone-control.js'
import { place } from './place.js'

/** A phone on a page: shows what the phone shows, and touches it where the user does. */
export class Phone {
  /** The controls on the glass, by id. They outlive a new picture, so that the focus stays where it is. */
  #controls = /** @type {Map<string, HTMLButtonElement | HTMLInputElement>} */ (new Map())
  #picture = make('div', { className: 'picture', role: 'img' })
  #glass = make('div', { className: 'glass', role: 'group', ariaLabel: 'Screen', tabIndex: -1 })
  #said = make('p', { className: 'said', role: 'status', ariaLive: 'assertive' })
  #wrong = make('p', { className: 'wrong', role: 'alert' })
  #lock = make('button', { type: 'button' })
  #apps = make('div', { className: 'apps', role: 'group', ariaLabel: 'Apps' })
  #url
  #isLocked = false
  #installed = ''
  /** The request before: digits that are typed fast must not overtake each other. */
  #sent = Promise.resolve()
  /** @type {readonly ControlView[]} */
  #shown = []

  /**
   * @param {Element} root Where on the page it is put.
   * @param {string} url Of the phone, to which its commands are posted.
   */
  constructor(root, url) {
    this.#url = url
    const home = make('button', { type: 'button', textContent: 'Home' })
    home.addEventListener('click', () => this.#send('home'))
    this.#lock.addEventListener('click', () => this.#send(this.#isLocked ? 'unlock' : 'lock'))
    this.#glass.append(this.#picture)
    this.#glass.addEventListener('keydown', (event) => this.#type(event))
    const body = make('div', { className: 'body' })
    body.append(this.#glass)
    const hardware = make('div', { className: 'hardware', role: 'group', ariaLabel: 'Buttons of the phone' })
    hardware.append(home, this.#lock)
    const beside = make('div', { className: 'beside' })
    beside.append(this.#said, hardware, this.#apps, this.#wrong)
    const phone = make('section', { className: 'phone', ariaLabel: 'iPhone' })
    phone.append(body, beside)
    root.replaceChildren(phone)
  }

  /** @param {PhoneView} view */
  show(view) {
    this.#isLocked = view.locked
    this.#lock.textContent = view.locked ? 'Unlock' : 'Lock'
    this.#glass.lang = view.language
    this.#picture.innerHTML = view.svg
    this.#picture.ariaLabel = view.reading || 'Home screen'
    this.#announce(view.announcement)
    this.#showControls(view.controls)
    this.#showApps(view.apps)
  }

  /** @param {string} announcement */
  #announce(announcement) {
    const said = announcement || (this.#said.textContent ? 'Call ended' : '')
    if (said !== this.#said.textContent) this.#said.textContent = said
  }

  /** @param {readonly ControlView[]} controls */
  #showControls(controls) {
    this.#shown = controls
    for (const [id, control] of this.#controls) if (!controls.some((each) => each.id === id)) this.#remove(id, control)
    for (const view of controls) {
      const before = this.#controls.get(view.id)
      const control = before ?? makeControl(view, (pull) => this.#send('touch', { control: view.id, pull }))
      this.#controls.set(view.id, control)
      place(control, view)
      // In the order in which they are read; moving one that stays where it is would take the focus from it.
      const next = this.#glass.children[controls.indexOf(view) + 1]
      if (next !== control) this.#glass.insertBefore(control, next ?? null)
    }
  }

  /** @param {string} id @param {HTMLElement} control */
  #remove(id, control) {
    this.#controls.delete(id)
    // Whoever operates the phone by keyboard goes on from the glass, not from the top of the page.
    if (control === document.activeElement) this.#glass.focus()
    control.remove()
  }

  /** @param {PhoneView['apps']} apps */
  #showApps(apps) {
    const installed = JSON.stringify(apps)
    if (installed === this.#installed) return
    this.#installed = installed
    this.#apps.replaceChildren(
      ...apps.map(({ bundleId, displayName }) => {
        const open = make('button', { type: 'button', textContent: `Open ${displayName}` })
        open.addEventListener('click', () => this.#send('open', { bundleId }))
        return open
      }),
    )
  }

  /** @param {KeyboardEvent} event */
  #type({ key, ctrlKey, metaKey, altKey }) {
    const control = this.#shown.find((each) => each.key === key)
    if (control && !ctrlKey && !metaKey && !altKey) void this.#send('touch', { control: control.id })
  }

  /** @param {string} command @param {object} [body] */
  #send(command, body = {}) {
    return (this.#sent = this.#sent.then(() => this.#post(command, body)))
  }

  /** @param {string} command @param {object} body */
  async #post(command, body) {
    const headers = { 'content-type': 'application/json' }
    try {
      const response = await fetch(`${this.#url}/${command}`, { method: 'POST', headers, body: JSON.stringify(body) })
      this.#wrong.textContent = response.ok ? '' : (await response.json()).error
    } catch {
      this.#wrong.textContent = 'The phone cannot be reached.'
    }
  }
}

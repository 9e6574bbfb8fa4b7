import { make } from './make.js'

/** @typedef {import('../control-view.ts').ControlView} ControlView */

/** How far one press of an arrow key moves a slider. */
const STEP = 10
const END = 100

/**
 * The button or slider for a control of the phone.
 *
 * @param {ControlView} view
 * @param {(pull?: number) => Promise<void>} touch Sends a touch, with how far a slider was pulled: from 0 to 1.
 * @returns {HTMLButtonElement | HTMLInputElement}
 */
export function makeControl({ kind }, touch) {
  if (kind === 'slider') return makeSlider(touch)
  const button = make('button', { type: 'button', className: 'control' })
  button.addEventListener('click', () => touch())
  return button
}

/** @param {(pull: number) => Promise<void>} touch */
function makeSlider(touch) {
  const slider = make('input', { type: 'range', className: 'control', min: '0', max: String(END), step: '1' })
  slider.value = '0'
  let isHeld = false
  const follow = () => moveKnob(slider)
  const letGo = async () => {
    await touch(slider.valueAsNumber / END)
    if (!isHeld) return
    isHeld = false
    slider.value = '0'
    follow()
  }
  slider.addEventListener('pointerdown', () => (isHeld = true))
  slider.addEventListener('input', follow)
  slider.addEventListener('change', letGo)
  slider.addEventListener('keydown', (event) => {
    const to = reached(event.key, slider.valueAsNumber)
    if (to === undefined) return
    event.preventDefault()
    slider.value = String(to)
    follow()
    void touch(slider.valueAsNumber / END)
  })
  return slider
}

/**
 * Where a key moves a slider; undefined for a key that does not.
 *
 * @param {string} key
 * @param {number} from
 */
function reached(key, from) {
  if (key === 'ArrowRight' || key === 'ArrowUp') return from + STEP
  if (key === 'ArrowLeft' || key === 'ArrowDown') return from - STEP
  if (key === 'Enter' || key === 'End') return END
  return undefined
}

/**
 * Moves the knob in the drawing along with the slider that lies over it.
 *
 * @param {HTMLInputElement} slider
 */
function moveKnob(slider) {
  const knob = slider.parentElement?.querySelector('.knob')
  const travel = Number(knob?.getAttribute('data-travel'))
  knob?.setAttribute('transform', `translate(${(travel * slider.valueAsNumber) / END})`)
}

import { afterEach, describe, expect, test } from 'vitest'
import { SPRINGBOARD } from '../../releases.ts'
import { element, type ElementType, type UIElement } from '../../screen/element.ts'
import { Screen } from '../../screen/screen.ts'
import { PaperPhone } from '../../screen/testing/paper-phone.ts'
import type { Layer } from '../../screen/views/view.ts'
import { error, ServedPhone } from '../testing/served-phone.ts'

/** A screen with an alert on it, such as the one that asks for the microphone. */
class AlertScreen extends Screen {
  readonly #alert: UIElement

  constructor(phone: PaperPhone, alert: UIElement) {
    super(phone, phone)
    this.#alert = alert
  }

  override layers(): Layer[] {
    return [...super.layers(), { owner: SPRINGBOARD, element: this.#alert, opaque: false }]
  }
}

let served: ServedPhone

afterEach(() => served[Symbol.asyncDispose]())

async function show(type: ElementType, ...labels: string[]): Promise<string[]> {
  const pressed: string[] = []
  const buttons = labels.map((label, index) => {
    const rect = { x: 50, y: 400 + index * 50, width: 290, height: 44 }
    const caption = element('StaticText', rect, { label })
    return element('Button', rect, { label, children: [caption], tap: () => void pressed.push(label) })
  })
  const texts = ['May it listen?', 'Calls need it.'].map((label) =>
    element('StaticText', { x: 50, y: 300, width: 290, height: 20 }, { label }),
  )
  const rect = { x: 40, y: 290, width: 310, height: 300 }
  const phone = new PaperPhone()
  const screen = new AlertScreen(phone, element(type, rect, { children: [...texts, ...buttons] }))
  served = await ServedPhone.start({ phone, screen })
  return pressed
}

describe('an alert', () => {
  test('is read, without its buttons', async () => {
    await show('Alert', 'No', 'Yes')
    expect(await served.get('/alert/text')).toMatchObject({ value: 'May it listen?\nCalls need it.' })
    expect(await served.get('./wda/alert/buttons')).toMatchObject({ value: ['No', 'Yes'] })
    expect(await served.post('./alert/text', { value: 'x' })).toMatchObject(error(500, 'unsupported operation'))
  })

  test.each([
    ['Alert', 'accept', {}, 'Yes'],
    ['Alert', 'dismiss', {}, 'No'],
    ['Alert', 'dismiss', { name: 'Later' }, 'Later'],
    ['Sheet', 'accept', {}, 'No'],
    ['Sheet', 'dismiss', {}, 'Yes'],
  ] as const)('of type %s: %s %o presses %s', async (type, action, body, label) => {
    const pressed = await show(type, 'No', 'Later', 'Yes')
    expect(await served.post(`./alert/${action}`, body)).toEqual({ status: 200, value: null })
    expect(pressed).toEqual([label])
  })

  test('has the button that a setting selects, if it selects one', async () => {
    const pressed = await show('Alert', 'No', 'Later', 'Yes')
    const select = (acceptAlertButtonSelector: string) =>
      served.post('./appium/settings', { settings: { acceptAlertButtonSelector } })
    await select('**/XCUIElementTypeButton[2]')
    await served.post('/alert/accept')
    await select('Button')
    await served.post('/alert/accept')
    expect(pressed).toEqual(['Later', 'Yes'])
  })

  test('says what it has when it has no such button', async () => {
    await show('Alert', 'No')
    const answer = await served.post('./alert/accept', { name: 'Yes' })
    expect(answer).toMatchObject(error(400, 'invalid element state', "the alert has 'No'"))
  })
})

test.each([
  ['GET', './alert/text'],
  ['GET', './wda/alert/buttons'],
  ['POST', './alert/accept'],
  ['POST', '/alert/dismiss'],
])('%s %s finds no alert on a phone that shows none', async (method, path) => {
  served = await ServedPhone.start()
  expect(await served.call(method, path)).toMatchObject(error(404, 'no such alert'))
})

test('an alert of the system’s is in front of the app under test where system alerts are respected', async () => {
  await show('Alert', 'No', 'Yes')
  await served.open({ bundleId: 'com.example.voip' })
  const active = async () => (await served.get('./wda/activeAppInfo')).value
  expect(await active()).toMatchObject({ bundleId: 'com.example.voip' })
  await served.post('./appium/settings', { settings: { respectSystemAlerts: true } })
  expect(await active()).toMatchObject({ bundleId: SPRINGBOARD })
})

import { expect, test } from 'vitest'
import { Screen } from '../../mocks/iphone/screen/screen.ts'
import { PaperPhone } from '../../mocks/iphone/screen/testing/paper-phone.ts'
import { xmlSource } from '../../mocks/iphone/wda/index.ts'
import { readPageSource } from './page-source.ts'
import { redactSource } from './redact-source.ts'

const element = (type: string, attributes: Record<string, string>, inner = '') =>
  `<XCUIElementType${type} type="XCUIElementType${type}" ${Object.entries(attributes)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ')}>${inner}</XCUIElementType${type}>`

const screen = (...elements: string[]) =>
  redactSource(element('Application', { name: 'Phone', label: 'Phone' }, elements.join('')))

test('takes out who calls, and keeps what the controls are called', () => {
  const phone = new PaperPhone()
  phone.add({ state: 'ringing', displayName: 'Alice Appleseed' })
  const redacted = redactSource(xmlSource(new Screen(phone, phone).tree('com.apple.InCallService')))
  expect(redacted).not.toMatch(/Alice|Appleseed|555/)
  const names = readPageSource(redacted).map(({ type, name, label }) => `${type} ${name} ${label}`)
  expect(names).toContain('Button acceptCall Answer call')
  expect(names).toContain('StaticText PHMarqueeView •••')
  expect(names).toContain('Application Phone call Phone call')
})

test('takes a caller’s name out of whatever else has it', () => {
  const redacted = screen(
    element('StaticText', { name: 'Bob', label: 'Bob', value: 'Bob' }),
    element('Button', { name: 'message Bob', label: 'Message to Bob' }),
    element('Other', { name: 'card:com.apple.InCallService', label: 'Incoming call, Bob' }),
  )
  expect(redacted).not.toContain('Bob')
  expect(readPageSource(redacted).map(({ name }) => name)).toContain('message •••')
  expect(redacted).toContain('card:com.apple.InCallService')
})

test('leaves nothing of a name that begins like another', () => {
  const said = (label: string) => element('StaticText', { name: label, label })
  const redacted = screen(said('Bob'), said('Bob Smith'), element('Button', { name: 'm', label: 'Message Bob Smith' }))
  expect(redacted).not.toMatch(/Bob|Smith/)
})

test('takes out telephone numbers, wherever they are', () => {
  expect(screen(element('Button', { name: 'a', label: 'Call +1 (555) 010-0123 back' }))).toContain('Call ••• back')
})

test('takes out the names of apps and what notifications say', () => {
  const redacted = screen(
    element('Icon', { name: 'Diary', label: 'Diary' }),
    element('Other', { name: 'NotificationShortLookView', label: 'Bank, your code is 1234' }),
  )
  expect(redacted).not.toMatch(/Diary|Bank|1234/)
  expect(redacted).toContain('NotificationShortLookView')
})

test('keeps captions of buttons, and identifiers that a text is only a part of', () => {
  const caption = element('StaticText', { name: 'Raccrocher', label: 'Raccrocher' })
  const redacted = screen(
    element('Button', { name: 'endCall', label: 'Raccrocher' }, caption),
    element('StaticText', { name: 'Call', label: 'Call' }),
  )
  expect(readPageSource(redacted).map(({ name }) => name)).toEqual(['Phone', 'endCall', 'Raccrocher', '•••'])
})

test('is as little as what it was given', () => {
  expect(redactSource('')).toBe('')
})

import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { Screen } from '../../mocks/iphone/screen/screen.ts'
import { PaperPhone } from '../../mocks/iphone/screen/testing/paper-phone.ts'
import { escapeXml } from '../../mocks/iphone/screen/xml.ts'
import { xmlSource } from '../../mocks/iphone/wda/index.ts'
import { readPageSource } from './page-source.ts'
import { redactSource } from './redact-source.ts'

const element = (type: string, attributes: Record<string, string>, inner = '') =>
  `<XCUIElementType${type} type="XCUIElementType${type}" ${Object.entries(attributes)
    .map(([name, value]) => `${name}="${escapeXml(value)}"`)
    .join(' ')}>${inner}</XCUIElementType${type}>`

const screen = (...elements: string[]) => element('Application', { name: 'Phone', label: 'Phone' }, elements.join(''))

const namesIn = (xml: string, known?: readonly string[]) =>
  readPageSource(redactSource(xml, known).source)
    .slice(1)
    .map(({ name, label }) => [name, label])

test('takes out who calls, and keeps what the controls are called', () => {
  const phone = new PaperPhone()
  phone.add({ state: 'ringing', displayName: 'Alice Appleseed' })
  const { source, redacted } = redactSource(xmlSource(new Screen(phone, phone).tree('com.apple.InCallService')))
  expect(source).not.toMatch(/Alice|Appleseed|555/)
  const names = readPageSource(source).map(({ type, name, label }) => `${type} ${name} ${label}`)
  expect(names).toContain('Button acceptCall Answer call')
  expect(names).toContain('StaticText PHMarqueeView •••')
  expect(redacted).toBe(source.split('\n').filter((line) => line.includes('•••')).length)
})

describe('what a screen says of people is taken out', () => {
  const button = (name: string, label: string, inner?: string) => element('Button', { name, label }, inner)
  test.each([
    ['a notification', button('NotificationCell', 'MESSAGES, now, Alice Appleseed, Dinner at 8?')],
    ['a button that is called after somebody', button('Alice Appleseed', 'Alice Appleseed')],
    ['a button that has somebody’s name in it', button('callBack', 'Call back Alice Appleseed, alice@example.com')],
    ['the caption of a button', button('card', 'x', element('StaticText', { name: 'Alice', label: 'Alice' }))],
    ['an identifier with a name in it', button('conversationCell-Alice', 'Message')],
    ['an identifier that is a name', element('Cell', { name: 'AliceAppleseed', label: 'AliceAppleseed' })],
    ['a number with hyphens that do not break', button('b', 'Message \u202A+1 (555) 123\u20114567\u202C')],
    ['a number in Arabic digits', button('b', 'Message \u0665\u0665\u0665\u0661\u0662\u0663\u0664\u0665\u0666')],
    ['an identifier with a number in it', button('cell-5551234567', 'Message')],
    ['an identifier with a number in pieces', button('cell-55-51-23-45-67', 'Message')],
    ['an attribute that is not known', element('Other', { hint: 'Call from Alice', customX: 'Alice' })],
    ['text between elements', element('Other', {}, 'Alice Appleseed <!-- Alice -->')],
  ])('%s', (_, xml) => {
    expect(redactSource(screen(xml)).source).not.toMatch(/Alice|Appleseed|example\.com|45|[\u0660-\u0669]/i)
  })

  test('whoever is called whatever, and wherever it stands', () => {
    const person = fc.oneof(
      fc
        .tuple(fc.stringMatching(/^[A-Z][a-z]{2,9}$/), fc.stringMatching(/^[A-Z][a-z]{3,12}$/))
        .map(([a, b]) => `${a}ix ${b}ov`),
      fc.stringMatching(/^\+[1-9]\d{6,13}$/),
      fc.stringMatching(/^[a-z]{2,9}q\.[a-z]{3,9}@example\.(com|org)$/),
      fc.string({ unit: 'grapheme', minLength: 4, maxLength: 20 }).map((text) => `張${text.trim()}偉`),
    )
    const spelling = fc.constantFrom<(name: string) => string>(
      (name) => name,
      (name) => name.toUpperCase(),
      (name) => `\u2068${name}\u2069`,
      (name) => `Call back ${name}`,
      (name) => `MESSAGES, now, ${name}, Dinner?`,
      (name) => `cell-${name}`,
      (name) => name.replaceAll(' ', ''),
    )
    const place = fc.constantFrom('name', 'label', 'value', 'placeholderValue', 'title', 'traits', 'x', 'enabled')
    const type = fc.constantFrom('Button', 'StaticText', 'Other', 'Cell', 'Icon', 'Switch', 'Slider', 'Link')
    fc.assert(
      fc.property(person, spelling, fc.uniqueArray(place, { minLength: 1 }), type, (name, spell, places, kind) => {
        const text = spell(name)
        const attributes = Object.fromEntries(places.map((each) => [each, text]))
        const inner = element('StaticText', attributes, escapeXml(text))
        const { source } = redactSource(
          screen(element(kind, attributes, inner), element('Button', { name: 'acceptCall' })),
        )
        const parts = name.split(/[ @]/).filter((part) => !['', 'example.com', 'example.org'].includes(part))
        for (const part of parts) expect(source.toLowerCase()).not.toContain(escapeXml(part).toLowerCase())
        expect(source).toContain('acceptCall')
      }),
    )
  })
})

test('takes out the names of apps', () => {
  expect(redactSource(screen(element('Icon', { name: 'Diary', label: 'Diary' }))).source).not.toContain('Diary')
})

test('keeps identifiers, and labels of every language that is known', () => {
  const xml = screen(
    element('Button', { name: 'endCall', label: 'Raccrocher' }, element('StaticText', { name: 'Raccrocher' })),
    element('Other', { name: 'NotificationShortLookView', label: 'Bank, your code is 1234' }),
    element('Other', { name: 'card:com.apple.InCallService', label: 'Incoming call, Bob' }),
    element('Button', { name: 'Ablehnen', label: 'Ablehnen' }),
  )
  expect(namesIn(xml)).toEqual([
    ['endCall', '•••'],
    ['•••', ''],
    ['NotificationShortLookView', '•••'],
    ['card:com.apple.InCallService', '•••'],
    ['Ablehnen', 'Ablehnen'],
  ])
})

test('keeps what the caller knows to be no secret', () => {
  const xml = screen(element('Button', { name: 'x', label: 'Refuser' }))
  expect(namesIn(xml, ['Refuser'])).toEqual([['•••', 'Refuser']])
})

test('keeps types, traits, places and states', () => {
  const attributes = {
    value: '1',
    enabled: 'true',
    x: '-10',
    y: '20',
    width: '30.5',
    height: '40',
    traits: 'Button, Selected',
  }
  const { source } = redactSource(screen(element('Switch', attributes)))
  for (const [name, value] of Object.entries(attributes)) expect(source).toContain(`${name}="${value}"`)
  expect(readPageSource(source)[1]).toMatchObject({ type: 'Switch', traits: ['Button', 'Selected'] })
})

test('is as little as what it was given', () => {
  expect(redactSource('')).toEqual({ source: '', redacted: 0 })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { IN_CALL_SERVICE, SPRINGBOARD } from '../../releases.ts'
import { element } from '../../screen/element.ts'
import { WHOLE_GLASS } from '../../screen/geometry.ts'
import { Screen } from '../../screen/screen.ts'
import { PaperPhone } from '../../screen/testing/paper-phone.ts'
import type { Layer } from '../../screen/views/view.ts'
import { error, ServedPhone } from '../testing/served-phone.ts'

let served: ServedPhone

beforeEach(async () => {
  served = await ServedPhone.start()
})

afterEach(() => served[Symbol.asyncDispose]())

/** A phone that rings, with WebDriverAgent looking at the call. */
async function ringing(): Promise<string> {
  const uuid = served.phone.add({ state: 'ringing' })
  await served.lookIn(IN_CALL_SERVICE)
  return uuid
}

describe('an element', () => {
  test('is found, described and touched', async () => {
    const uuid = await ringing()
    const button = await served.find('accessibility id', 'acceptCall')
    const answers = await Promise.all(
      ['name', 'text', 'rect', 'displayed', 'enabled', 'selected', 'attribute/label', 'attribute/visible'].map((what) =>
        served.get(`${button}/${what}`),
      ),
    )
    expect(answers.map(({ value }) => value)).toEqual([
      'XCUIElementTypeButton',
      'Answer call',
      { x: 326, y: 30, width: 48, height: 48 },
      true,
      true,
      false,
      'Answer call',
      true,
    ])
    expect(await served.post(`${button}/click`)).toEqual({ status: 200, value: null })
    expect(served.phone.used).toEqual([`answer ${uuid}`])
  })

  test('keeps its reference, and is stale once another call has taken its place', async () => {
    await ringing()
    const button = await served.find('id', 'acceptCall')
    expect(await served.find('name', 'acceptCall')).toBe(button)
    served.phone.calls = []
    served.phone.add({ state: 'ringing' })
    for (const path of ['/click', '/clear', '/value'])
      expect(await served.post(button + path, { value: 'x' })).toMatchObject(error(404, 'stale element reference'))
    expect(await served.get(`${button}/attribute/label`)).toMatchObject(
      error(404, 'stale element reference', 'expired'),
    )
    expect(await served.find('id', 'acceptCall')).not.toBe(button)
  })

  test('is looked for below another', async () => {
    const window = await served.find('class name', 'XCUIElementTypeWindow')
    const below = (using: string, value: string) => served.post(`${window}/elements`, { using, value })
    const icons = await below('predicate string', 'type ENDSWITH "Icon"')
    expect(icons.value).toHaveLength(2)
    expect(await below('class chain', '*/XCUIElementTypeIcon[-1]')).toMatchObject({ value: [{}] })
    expect(await served.post(`${window}/element`, { using: 'id', value: 'x' })).toMatchObject(
      error(404, 'no such element'),
    )
  })

  test('is relative to the whole tree in XPath without its limit', async () => {
    const icon = await served.find('id', 'Voip')
    const next = () => served.post(`${icon}/elements`, { using: 'xpath', value: 'following-sibling::*' })
    expect(await next()).toMatchObject({ value: [] })
    await served.post('./appium/settings', { settings: { limitXPathContextScope: false } })
    expect((await next()).value).toHaveLength(1)
  })

  test.each([
    ['link text', 'Voip'],
    ['link text', 'label=Voip'],
    ['partial link text', 'oi'],
    ['xpath', '//XCUIElementTypeIcon[@name="Voip"]'],
  ])('is found by %s %s', async (using, value) => {
    expect(await served.find(using, value)).toBe(await served.find('id', 'Voip'))
  })

  test('may be the application itself', async () => {
    const application = await served.find('predicate string', 'type == "XCUIElementTypeApplication"')
    expect(await served.get(`${application}/attribute/name`)).toMatchObject({ value: 'SpringBoard' })
  })

  test.each([
    ['accessibility id', 'none', 404, 'no such element'],
    ['predicate string', 'name ==', 400, 'invalid selector'],
    ['predicate string', 'colour == 1', 500, 'unknown error'],
    ['class chain', 'Button', 400, 'invalid selector'],
    ['class name', 'Button', 400, 'invalid argument'],
    ['xpath', '//[', 400, 'invalid selector'],
    ['link text', 'name == "a" OR label=x', 500, 'unknown error'],
    ['constructor', 'x', 400, 'invalid argument'],
  ])('by %s %s is refused with %d %s', async (using, value, status, code) => {
    expect(await served.post('./element', { using, value })).toMatchObject(error(status, code))
  })

  test('comes with its attributes when responses are not compact', async () => {
    await served.post('./appium/settings', {
      settings: {
        shouldUseCompactResponses: false,
        elementResponseAttributes: 'name,text,rect,enabled,displayed,selected,label,attribute/index,nothing',
      },
    })
    expect(await served.post('./element', { using: 'id', value: 'Notes' })).toMatchObject({
      value: {
        ELEMENT: expect.any(String),
        name: 'XCUIElementTypeIcon',
        text: 'Notes',
        rect: { x: 120, y: 108, width: 60, height: 60 },
        enabled: true,
        displayed: true,
        selected: false,
        label: 'Notes',
        'attribute/index': 2,
      },
    })
  })

  test('has the attributes of WebDriverAgent and no others', async () => {
    served.phone.locked = true
    await ringing()
    const slider = await served.find('id', 'slideToAnswer')
    const values = async (...names: string[]) =>
      Promise.all(names.map(async (name) => (await served.get(`${slider}/attribute/${name}`)).value))
    expect(await values('value', 'minValue', 'maxValue', 'traits', 'wdType', 'hittable', 'focused')).toEqual([
      '0%',
      0,
      1,
      'Adjustable',
      'XCUIElementTypeSlider',
      true,
      false,
    ])
    expect(await values('nativeFrame', 'accessible', 'placeholderValue', 'customActions', 'UID')).toEqual([
      '{{46, 720}, {301, 76}}',
      true,
      null,
      null,
      expect.stringContaining('slideToAnswer'),
    ])
    expect(await served.get(`${slider}/attribute/x`)).toMatchObject(error(500, 'unknown error', "'x' is unknown"))
    const application = await served.find('class name', 'XCUIElementTypeApplication')
    const kind = (path: string) => served.get(application.replace('/element', '/wda/element') + path)
    expect(await kind('/accessible')).toMatchObject({ value: false })
    expect(await kind('/accessibilityContainer')).toMatchObject({ value: true })
    expect(await kind('/getVisibleCells')).toMatchObject({ value: [] })
  })

  test('is drawn as PNG, alone', async () => {
    const icon = await served.find('id', 'Voip')
    for (const path of [`${icon}/screenshot`, icon.replace('/element', '/screenshot')]) {
      const png = Buffer.from(String((await served.get(path)).value), 'base64')
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([60, 60])
    }
  })
})

describe('a value', () => {
  test.each([
    ['1', ['answer']],
    [['0.', '7'], ['answer']],
    ['0.5', []],
    ['none', []],
  ])('%o sets the slider', async (value, used) => {
    served.phone.locked = true
    await ringing()
    expect(await served.post(`${await served.find('id', 'slideToAnswer')}/value`, { value })).toMatchObject({
      status: 200,
    })
    expect(served.phone.used.map((use) => use.split(' ')[0])).toEqual(used)
  })

  test('is refused where it cannot be set', async () => {
    served.phone.locked = true
    await ringing()
    const slider = await served.find('id', 'slideToAnswer')
    expect(await served.post(`${slider}/value`, { text: '2' })).toMatchObject(error(400, 'invalid argument', '0..1'))
    expect(await served.post(`${slider}/value`)).toMatchObject(error(400, 'invalid argument', "'value' nor 'text'"))
    expect(await served.post(`${slider}/clear`)).toMatchObject(error(400, 'invalid element state'))
    const decline = await served.find('id', 'rejectCall')
    expect(await served.post(`${decline}/value`, { value: 'x' })).toMatchObject(error(400, 'invalid element state'))
    expect(await served.post(`${decline}/clear`)).toEqual({ status: 200, value: null })
    const wheel = decline.replace('/element', '/wda/pickerwheel')
    expect(await served.post(`${wheel}/select`)).toMatchObject(error(400, 'invalid argument', 'Picker Wheel'))
  })
})

test('nothing has the keyboard focus', async () => {
  expect(await served.get('./element/active')).toMatchObject(error(404, 'no such element'))
  expect(await served.post('./wda/keys', { value: ['a'] })).toMatchObject(error(400, 'invalid element state'))
  expect(await served.post('./wda/keyboard/dismiss')).toEqual({ status: 200, value: null })
})

describe('a click', () => {
  test('is a finger at the centre: it does not pull the slider', async () => {
    served.phone.locked = true
    await ringing()
    expect(await served.post(`${await served.find('id', 'slideToAnswer')}/click`)).toEqual({ status: 200, value: null })
    expect(served.phone.used).toEqual([])
  })

  test('is refused where something else lies over the element', async () => {
    class CoveredScreen extends Screen {
      override layers(): Layer[] {
        return [...super.layers(), { owner: 'com.example.cover', element: element('Other', WHOLE_GLASS), opaque: true }]
      }
    }
    const phone = new PaperPhone()
    await using covered = await ServedPhone.start({ phone, screen: new CoveredScreen(phone, phone) })
    await covered.lookIn(SPRINGBOARD)
    const icon = await covered.find('id', 'Voip')
    expect(await covered.get(`${icon}/attribute/hittable`)).toMatchObject({ value: false })
    expect(await covered.post(`${icon}/click`)).toMatchObject(error(400, 'invalid element state', "'Voip'"))
    expect(phone.used).toEqual([])
  })
})

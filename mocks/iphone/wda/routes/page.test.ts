import { afterEach, beforeEach, expect, test } from 'vitest'
import { error, ServedPhone } from '../testing/served-phone.ts'

let served: ServedPhone

beforeEach(async () => {
  served = await ServedPhone.start()
})

afterEach(() => served[Symbol.asyncDispose]())

test('writes the screen as XML', async () => {
  served.phone.add({ state: 'active', displayName: 'A & <B>' })
  const { value: xml } = await served.get('./source?format=xml&scope=AppiumAUT&excluded_attributes=visible,traits')
  expect(xml).toMatch(/^<\?xml [^]*<AppiumAUT><XCUIElementTypeApplication [^>]*bundleId="com.apple.InCallService"/)
  expect(xml).toContain('label="A &amp; &lt;B&gt;"')
  expect(xml).not.toMatch(/visible=|traits=|hittable=/)
  await served.post('./appium/settings', { settings: { includeHittableInPageSource: true } })
  expect((await served.get('./source')).value).toContain('hittable="true"')
})

test('writes the screen as JSON', async () => {
  served.phone.add({ state: 'active' })
  const { value } = await served.get('/source?format=JSON&excluded_attributes=visible,frame')
  expect(value).toMatchObject({ type: 'Application', isEnabled: '1', children: [{ type: 'Window' }] })
  expect(JSON.stringify(value)).toContain('"isAccessible":"1"')
  expect(JSON.stringify(value)).not.toMatch(/isVisible|"frame"|"children":\[\]/)
})

test('describes the screen in lines', async () => {
  const { value } = await served.get('./source?format=description')
  expect(value).toMatch(/^Window, {{0, 0}, {393, 852}}\n {2}Other, [^\n]*identifier: 'Home screen icons'\n {4}Image/)
})

test('says what VoiceOver would read', async () => {
  served.phone.add({ state: 'active', displayName: 'Alice' })
  const { value } = await served.get('./wda/accessibleSource')
  expect(JSON.stringify(value)).toContain('"label":"Alice"')
  expect(JSON.stringify(value)).not.toContain('"Image"')
})

test('shows and measures the screen', async () => {
  const png = Buffer.from(String((await served.get('/screenshot')).value), 'base64')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([393, 852])
  expect(await served.get('./window/rect')).toMatchObject({ value: { x: 0, y: 0, width: 393, height: 852 } })
  expect(await served.get('/window/size')).toMatchObject({ value: { width: 393, height: 852 } })
  expect(await served.get('./wda/screen')).toMatchObject({ value: { scale: 3, statusBarSize: { height: 59 } } })
  expect(await served.get('./wda/screens')).toMatchObject({ value: [{ isMain: true }] })
})

test('refuses sources that there are not', async () => {
  expect(await served.get('./source?scope=a%20b')).toMatchObject(error(400, 'invalid argument', "'a b'"))
  expect(await served.get('./source?format=pdf')).toMatchObject(
    error(400, 'invalid argument', 'xml, json, description'),
  )
})

import { expect, test } from 'vitest'
import { paintText } from './paint-text.ts'

const bold = { size: 34, weight: 'bold', tone: 'primary', align: 'center' } as const
const regular = { size: 20, weight: 'regular', tone: 'primary', align: 'start' } as const
const room = (width: number) => ({ x: 0, y: 0, width, height: 40 })

test('leaves a text that fits as it is', () => {
  expect(paintText('Alice', room(353), bold)).toMatch(/font-size="34".*>Alice</)
})

test('sets a text smaller before it cuts it', () => {
  expect(paintText('Alice Appleseed-Ott', room(353), bold)).toMatch(/font-size="26\.54".*>Alice Appleseed-Ott</)
  expect(paintText('Alice Appleseed-Otterbein', room(353), bold)).toMatch(/font-size="23\.8".*>Alice Appleseed-Otte…</)
})

test('gives East Asian characters the room that they need', () => {
  expect(paintText('来电来电', room(80), regular)).toMatch(/font-size="20".*>来电来电</)
  expect(paintText('来电来电来电来电', room(80), regular)).toContain('>来电来电来…<')
})

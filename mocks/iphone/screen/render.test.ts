import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Appearance } from './appearance.ts'
import { screenProfile } from './profiles/screen-profiles.ts'
import { PaperPhone } from './testing/paper-phone.ts'
import { screenPng, screenSvg } from './render.ts'
import { Screen } from './screen.ts'
import { sampleScreen, type SampleName } from './testing/sample-screens.ts'

function showing(displayName: string): Screen {
  const phone = new PaperPhone()
  phone.add({ state: 'ringing', displayName })
  return new Screen(phone, phone)
}

/** Width and height of a PNG, from its IHDR chunk. */
function sizeOf(png: Buffer): [number, number] {
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}

test('draws the glass with one pixel per point', () => {
  expect(sizeOf(screenPng(showing('Alice')))).toEqual([393, 852])
})

test('draws a part of it', () => {
  expect(sizeOf(screenPng(showing('Alice'), { x: 10, y: 20, width: 100, height: 50 }))).toEqual([100, 50])
})

test('draws text: two names do not look the same', () => {
  expect(screenPng(showing('Alice')).equals(screenPng(showing('Bob')))).toBe(false)
})

test('draws whatever a caller is called', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
      expect(sizeOf(screenPng(showing(name)))).toEqual([393, 852])
    }),
    { numRuns: 50 },
  )
})

test('cuts a name that does not fit', () => {
  expect(screenSvg(showing('A name much too long for a banner'))).toContain('…</text>')
})

describe('in light', () => {
  const drawn = (name: SampleName, appearance: Appearance) =>
    screenSvg(sampleScreen(name, screenProfile('18.2'), { appearance }))

  test.each(['incomingBanner', 'appWindow'] as const)('%s has dark text', (name) => {
    expect(drawn(name, 'dark')).not.toContain('fill="#000">')
    expect(drawn(name, 'light')).toMatch(/fill="#000" font-weight="700"[^>]*>(Alice Appleseed|Notes)</)
  })

  test('a call looks as it does in dark', () => {
    const [light, dark] = [drawn('inCall', 'light'), drawn('inCall', 'dark')]
    const call = (svg: string) => svg.slice(svg.indexOf('</defs>')).replaceAll(/call-(light|dark)/g, 'call')
    expect(call(light)).toBe(call(dark))
  })
})

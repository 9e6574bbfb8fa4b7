import { expect, test } from 'vitest'
import { element, nameOf, type UIElement } from '../screen/element.ts'
import { WHOLE_GLASS } from '../screen/geometry.ts'
import { Screen } from '../screen/screen.ts'
import { PaperPhone } from '../screen/testing/paper-phone.ts'
import { IN_CALL_SERVICE, SPRINGBOARD } from '../releases.ts'
import { descendantsOf, rootOf, selfAndDescendants, snapshotOf, takeSnapshot } from './snapshot.ts'

function shown(phone: PaperPhone, bundleId: string) {
  return takeSnapshot(new Screen(phone, phone), bundleId)
}

test('knows what lies over what', () => {
  const button = (identifier: string, y: number) =>
    element('Button', { x: 0, y, width: 40, height: 40 }, { identifier })
  const layer = (...children: UIElement[]) => element('Other', WHOLE_GLASS, { children })
  const window = element('Window', WHOLE_GLASS, {
    children: [layer(button('a', 0), button('b', 100)), layer(button('c', 0))],
  })
  const banner = { x: 0, y: 0, width: 393, height: 60 }
  const root = snapshotOf(element('Application', WHOLE_GLASS, { children: [window] }), (which) =>
    which === 0 ? [banner] : [],
  )
  const hittable = descendantsOf(root).filter((each) => each.hittable)
  expect(hittable.map((each) => nameOf(each.element)).filter(Boolean)).toEqual(['b', 'c'])
})

test('of what two processes draw, has only what lies over its own covered', () => {
  const phone = new PaperPhone({ release: '17.5' })
  phone.add({ state: 'ringing' })
  const button = descendantsOf(shown(phone, SPRINGBOARD)).find((each) => nameOf(each.element) === 'Accept')
  expect(button?.hittable).toBe(true)
})

test('gives the same key to the same element drawn anew, and different ones to all that are shown', () => {
  const phone = new PaperPhone()
  phone.add({ state: 'active' })
  const keys = () => selfAndDescendants(shown(phone, IN_CALL_SERVICE)).map(({ key }) => key)
  expect(keys()).toEqual(keys())
  expect(new Set(keys()).size).toBe(keys().length)
})

test('knows the place of each element', () => {
  const phone = new PaperPhone()
  const root = shown(phone, SPRINGBOARD)
  for (const snapshot of descendantsOf(root)) {
    expect(snapshot.parent?.children[snapshot.index]).toBe(snapshot)
    expect(rootOf(snapshot)).toBe(root)
  }
})

test('of an app that shows nothing is an application without children', () => {
  expect(shown(new PaperPhone(), IN_CALL_SERVICE)).toMatchObject({ element: { type: 'Application' }, children: [] })
})

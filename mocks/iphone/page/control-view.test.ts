import { expect, test } from 'vitest'
import { PaperPhone } from '../screen/testing/paper-phone.ts'
import { sampleScreen } from '../screen/testing/sample-screens.ts'
import { screenProfile } from '../screen/profiles/screen-profiles.ts'
import { Screen } from '../screen/screen.ts'
import { elementOf, shownControls } from './control-view.ts'

const labelsOn = (...sample: Parameters<typeof sampleScreen>) =>
  shownControls(sampleScreen(...sample)).map(({ label }) => label)

test('controls are in the order in which they are read, row by row', () => {
  expect(labelsOn('inCall', screenProfile('18.2'))).toEqual([
    'speaker',
    'hold',
    'mute',
    'add call',
    'End call',
    'keypad',
  ])
  expect(labelsOn('inCall', screenProfile('16.7'))).toEqual([
    'mute',
    'keypad',
    'speaker',
    'add call',
    'hold',
    'End call',
  ])
})

test('what lies beneath something else cannot be reached', () => {
  const phone = new PaperPhone()
  for (let index = 0; index < 3; index++)
    phone.apps.push({ bundleId: `com.example.${index}`, displayName: `App ${index}`, pid: 0, state: 'terminated' })
  phone.add({ state: 'ringing' })
  const screen = new Screen(phone, phone)
  const banner = screen.layers().at(-1)?.element.rect
  const reachable = shownControls(screen).filter(
    ({ rect }) => banner && rect.y + rect.height / 2 < banner.y + banner.height,
  )
  expect(reachable.map(({ label }) => label)).toEqual(['Decline', 'Answer call'])
})

test('a toggle says whether it is pressed, a digit its key, and a slider that it is one', () => {
  const controls = (name: Parameters<typeof sampleScreen>[0]) =>
    shownControls(sampleScreen(name, screenProfile('18.2')))
  expect(controls('inCall').map(({ label, pressed }) => [label, pressed])).toContainEqual(['mute', true])
  expect(controls('keypad').flatMap(({ key }) => key ?? [])).toEqual([...'123456789*0#'])
  expect(controls('incomingLocked').filter(({ kind }) => kind === 'slider')).toMatchObject([
    { label: 'slide to answer' },
  ])
})

test('the same control of another call has another id, so that no touch is meant for one and gets the other', () => {
  const phone = new PaperPhone()
  const screen = new Screen(phone, phone)
  const first = phone.add({ state: 'ringing' })
  const before = shownControls(screen).find(({ label }) => label === 'Answer call')?.id ?? ''
  expect(elementOf(screen, before)).toMatchObject({ identifier: 'acceptCall' })
  phone.decline(first)
  phone.add({ state: 'ringing' })
  expect(elementOf(screen, before)).toBeUndefined()
})

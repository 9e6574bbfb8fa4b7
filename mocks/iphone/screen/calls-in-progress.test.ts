import { describe, expect, test } from 'vitest'
import { IN_CALL_SERVICE, SPRINGBOARD } from '../releases.ts'
import { descendants, nameOf, type UIElement } from './element.ts'
import { PaperPhone } from './testing/paper-phone.ts'
import { Screen } from './screen.ts'

function setUp(release = '18.2') {
  const phone = new PaperPhone({ release })
  const screen = new Screen(phone, phone)
  const shown = (owner = IN_CALL_SERVICE) => descendants(screen.tree(owner))
  const all = (name: string, owner?: string) => shown(owner).filter((each) => nameOf(each) === name)
  const get = (name: string, owner?: string): UIElement => {
    const [element] = all(name, owner)
    if (!element) throw new Error(`no '${name}' among ${shown(owner).map(nameOf).join(', ')}`)
    return element
  }
  const tap = (name: string, owner?: string) => get(name, owner).tap?.()
  return { phone, screen, all, get, tap, texts: () => shown().map(({ label }) => label) }
}

describe('the keypad', () => {
  test('opens, plays one digit for each key, shows them, and closes', async () => {
    const { phone, get, tap, all } = setUp()
    const uuid = phone.add({ state: 'active' })
    await tap('keypad')
    for (const key of ['1', '#', '0']) await tap(key)
    expect(phone.used).toEqual([`playDTMF ${uuid} 1`, `playDTMF ${uuid} #`, `playDTMF ${uuid} 0`])
    expect(get('PHMarqueeView').label).toBe('1#0')
    await tap('hideKeypad')
    expect(all('1')).toEqual([])
    expect(get('PHMarqueeView').label).toBe('Alice Appleseed')
  })

  test('is not offered by a call without DTMF', () => {
    const { phone, get } = setUp()
    phone.add({ state: 'active', supportsDTMF: false })
    expect(get('keypad')).toMatchObject({ enabled: false })
    expect(get('keypad').tap).toBeUndefined()
  })

  test('gives way to the next call', async () => {
    const { phone, tap, all } = setUp()
    phone.add({ state: 'active' })
    await tap('keypad')
    phone.calls = []
    phone.add({ state: 'active' })
    expect(all('hideKeypad')).toEqual([])
  })
})

test('the speaker stays pressed', async () => {
  const { phone, get, tap } = setUp()
  phone.add({ state: 'active' })
  await tap('speaker')
  expect(phone.used).toEqual(['setSpeaker true'])
  expect(get('speaker')).toMatchObject({ value: '1', selected: true })
})

test('add leads to the home screen, from where the call can be returned to', async () => {
  const { phone, screen, tap, all } = setUp()
  phone.add({ state: 'active' })
  await tap('addCall')
  expect(phone.used).toEqual(['home'])
  expect(screen.layers().map(({ owner }) => owner)).toEqual([SPRINGBOARD, SPRINGBOARD])
  expect(all('systemApertureElementIdentifierCall', SPRINGBOARD)).toHaveLength(1)
})

describe('two calls', () => {
  test('are swapped', async () => {
    const { phone, tap, texts } = setUp()
    phone.add({ state: 'active' })
    const held = phone.add({ state: 'held', displayName: 'Bob' })
    expect(texts()).toContain('Bob – On Hold')
    await tap('swap')
    expect(phone.used).toEqual([`setHeld ${held} false`])
    expect(texts()).toContain('Alice Appleseed – On Hold')
  })

  test('are merged, and are one group then', async () => {
    const { phone, tap, get, all } = setUp()
    const first = phone.add({ state: 'active' })
    const second = phone.add({ state: 'held', displayName: 'Bob' })
    await tap('mergeCalls')
    expect(phone.used).toEqual([`merge ${second}`])
    expect(get('PHMarqueeView').label).toBe('Alice Appleseed, Bob')
    expect(all('private').map(({ identity }) => identity)).toEqual([first, second])
  })

  test.each([
    ['mergeCalls', { supportsGrouping: false }],
    ['swap', { supportsHolding: false }],
  ])('%s is not offered by a call with %o', (name, capability) => {
    const { phone, get } = setUp()
    phone.add({ state: 'active', ...capability })
    phone.add({ state: 'held' })
    expect(get(name)).toMatchObject({ enabled: false })
  })

  test('are neither swapped nor merged while one of them is dialled', () => {
    const { phone, get } = setUp()
    phone.add({ state: 'active' })
    phone.add({ state: 'connecting', outgoing: true })
    expect(['swap', 'mergeCalls'].map((name) => get(name).enabled)).toEqual([false, false])
  })
})

describe('a group', () => {
  function group() {
    const stand = setUp()
    const uuids = ['Alice', 'Bob'].map((displayName) => stand.phone.add({ state: 'active', group: 'G', displayName }))
    return { ...stand, uuids }
  }

  test('is silenced and hung up as one', async () => {
    const { phone, tap, uuids } = group()
    await tap('mute')
    await tap('endCall')
    expect(phone.used).toEqual([...uuids.map((uuid) => `setMuted ${uuid} true`), ...uuids.map((uuid) => `end ${uuid}`)])
  })

  test('lets a member out', async () => {
    const { phone, all, uuids } = group()
    await all('private')[1]?.tap?.()
    expect(phone.used).toEqual([`split ${uuids[1]}`])
    expect(all('swap')).toHaveLength(1)
  })

  test('keeps a member that supports no ungrouping', () => {
    const { phone, all } = group()
    phone.calls = phone.calls.map((call) => ({ ...call, supportsUngrouping: false }))
    expect(all('private').map(({ enabled }) => enabled)).toEqual([false, false])
  })
})

describe('a call behind something else', () => {
  test('is in the Dynamic Island, which opens, and leads back', async () => {
    const { phone, screen, tap, all } = setUp('16.7')
    const uuid = phone.add({ state: 'active' })
    await phone.activate('com.example.notes')
    expect(screen.showing()).toEqual([{ uuid, presentation: 'inCall', owner: SPRINGBOARD }])
    await tap('systemApertureElementIdentifierCall', SPRINGBOARD)
    await tap('mute', SPRINGBOARD)
    expect(phone.used).toContain(`setMuted ${uuid} true`)
    await tap('card:com.apple.InCallService', SPRINGBOARD)
    expect(all('keypad')).toHaveLength(1)
  })

  test('is in the status bar of a release without one', async () => {
    const { phone, tap, all } = setUp('15.8')
    phone.add({ state: 'active' })
    phone.home()
    expect(all('keypad')).toEqual([])
    await tap('statusBarCall', SPRINGBOARD)
    expect(all('keypad')).toHaveLength(1)
  })

  test('has the whole glass of a locked phone', () => {
    const { phone, all } = setUp()
    phone.add({ state: 'active' })
    phone.home()
    phone.lock()
    expect(all('endCall')).toHaveLength(1)
  })

  test('does not hide the next one', () => {
    const { phone, all } = setUp()
    phone.add({ state: 'active' })
    phone.home()
    phone.add({ state: 'ringing' })
    expect(all('endAndAccept')).toHaveLength(1)
  })
})

test('iOS 13 gives an incoming call the whole glass', () => {
  const { phone, screen } = setUp('13.7')
  const uuid = phone.add({ state: 'ringing' })
  expect(screen.showing()).toEqual([{ uuid, presentation: 'fullScreen', owner: IN_CALL_SERVICE }])
})

test.each([
  ['de', 'Anruf annehmen', 'Ablehnen'],
  ['zh-Hans', '接听来电', '拒绝'],
] as const)('speaks %s, under the same identifiers', (language, answer, decline) => {
  const { phone, get } = setUp()
  phone.language = language
  phone.add({ state: 'ringing' })
  expect(get('acceptCall').label).toBe(answer)
  expect(get('rejectCall').label).toBe(decline)
})

import { describe, expect, test } from 'vitest'
import { IN_CALL_SERVICE, releaseVersions, SPRINGBOARD } from '../releases.ts'
import { descendants, nameOf, type UIElement } from './element.ts'
import { center, GLASS } from './geometry.ts'
import { PaperPhone } from './testing/paper-phone.ts'
import { Screen } from './screen.ts'

const auto = { defaultActiveApplication: 'auto', respectSystemAlerts: false }

function setUp(release?: string) {
  const phone = new PaperPhone(release === undefined ? {} : { release })
  const touched: string[] = []
  const screen = new Screen(phone, phone, (control, uuid) =>
    touched.push(uuid === undefined ? control : `${control} ${uuid}`),
  )
  return { phone, screen, touched }
}

function names(screen: Screen, bundleId: string): (string | undefined)[] {
  return descendants(screen.tree(bundleId)).map(nameOf)
}

function named(screen: Screen, bundleId: string, name: string): UIElement {
  const element = descendants(screen.tree(bundleId)).find((each) => nameOf(each) === name)
  if (!element) throw new Error(`${bundleId} shows no '${name}' but ${names(screen, bundleId).join(', ')}`)
  return element
}

describe('how a call is shown', () => {
  test.each([
    ['17.5', SPRINGBOARD],
    ['18.2', IN_CALL_SERVICE],
    ['26.0', IN_CALL_SERVICE],
  ])('as a banner of its owner on an unlocked phone with iOS %s', (release, owner) => {
    const { phone, screen } = setUp(release)
    const uuid = phone.add({ state: 'ringing' })
    expect(screen.showing()).toEqual([{ uuid, presentation: 'banner', owner }])
    expect(names(screen, owner)).toContain(screen.profile.names.answer.identifier)
  })

  test('with a slider on a locked phone', () => {
    const { phone, screen } = setUp()
    phone.locked = true
    const uuid = phone.add({ state: 'ringing' })
    expect(screen.showing()).toEqual([{ uuid, presentation: 'lockScreen', owner: IN_CALL_SERVICE }])
    expect(names(screen, IN_CALL_SERVICE)).toContain('slideToAnswer')
    expect(names(screen, IN_CALL_SERVICE)).not.toContain('acceptCall')
  })

  test('with three choices beside a call that can be held', () => {
    const { phone, screen } = setUp()
    const first = phone.add({ state: 'active' })
    const second = phone.add({ state: 'ringing' })
    expect(screen.showing()).toEqual([
      { uuid: first, presentation: 'inCall', owner: IN_CALL_SERVICE },
      { uuid: second, presentation: 'fullScreen', owner: IN_CALL_SERVICE },
    ])
    expect(names(screen, IN_CALL_SERVICE)).toEqual(
      expect.arrayContaining(['rejectCall', 'endAndAccept', 'holdAndAccept']),
    )
  })

  test.each(['first', 'second'])('without Hold & Accept when the %s call cannot be held', (which) => {
    const { phone, screen } = setUp()
    phone.add({ state: 'active', supportsHolding: which !== 'first' })
    phone.add({ state: 'ringing', supportsHolding: which !== 'second' })
    expect(names(screen, IN_CALL_SERVICE)).toContain('endAndAccept')
    expect(names(screen, IN_CALL_SERVICE)).not.toContain('holdAndAccept')
  })

  test('without Hold & Accept while the first call is being answered', () => {
    const { phone, screen } = setUp()
    phone.add({ state: 'connecting' })
    phone.add({ state: 'ringing' })
    expect(names(screen, IN_CALL_SERVICE)).toContain('endAndAccept')
    expect(names(screen, IN_CALL_SERVICE)).not.toContain('holdAndAccept')
  })

  test('with plain buttons beside a call that is on hold', () => {
    const { phone, screen } = setUp()
    phone.add({ state: 'held' })
    phone.add({ state: 'ringing' })
    expect(names(screen, IN_CALL_SERVICE)).toEqual(expect.arrayContaining(['acceptCall', 'rejectCall']))
    expect(names(screen, IN_CALL_SERVICE)).not.toContain('endAndAccept')
  })
})

test.each(['Remind Me', 'Message'])('%s declines a call on the whole glass', async (name) => {
  const { phone, screen, touched } = setUp('13.7')
  const uuid = phone.add({ state: 'ringing' })
  await named(screen, IN_CALL_SERVICE, name).tap?.()
  expect(phone.used).toEqual([`decline ${uuid}`])
  expect(touched).toEqual([`${name === 'Message' ? 'message' : 'remindMe'} ${uuid}`])
})

describe('an answered call', () => {
  test.each([
    [{ state: 'connecting', outgoing: true } as const, 'calling…'],
    [{ state: 'connecting' } as const, 'connecting…'],
    [{ state: 'active', connectedAt: 0 } as const, '01:15'],
    [{ state: 'active', connectedAt: -3_600_000 } as const, '1:01:15'],
    [{ state: 'held' } as const, 'On Hold'],
  ])('%o says %s', (call, status) => {
    const { phone, screen } = setUp()
    phone.time = 75_000
    phone.add(call)
    expect(named(screen, IN_CALL_SERVICE, 'PHSingleCallParticipantLabelView_StatusLabel').label).toBe(status)
  })

  test('offers no holding when the app does not support it', () => {
    const { phone, screen } = setUp()
    phone.add({ state: 'active', supportsHolding: false })
    expect(named(screen, IN_CALL_SERVICE, 'hold')).toMatchObject({ enabled: false })
  })

  test('is said to have ended for a moment', () => {
    const { phone, screen } = setUp()
    phone.endedCall = { uuid: 'A', displayName: 'Alice', endedAt: 0 }
    phone.time = 1499
    expect(descendants(screen.tree(IN_CALL_SERVICE)).map(({ label }) => label)).toContain('Call Ended')
    phone.time = 1500
    expect(screen.tree(IN_CALL_SERVICE).children).toEqual([])
  })
})

describe('touching', () => {
  test('tells which control it was, then acts', async () => {
    const { phone, screen, touched } = setUp()
    const uuid = phone.add({ state: 'ringing' })
    await named(screen, IN_CALL_SERVICE, 'acceptCall').tap?.()
    expect(touched).toEqual([`answer ${uuid}`])
    expect(phone.used).toEqual([`answer ${uuid}`])
  })

  test('hits what is on top', () => {
    const { phone, screen } = setUp()
    phone.add({ state: 'ringing' })
    const banner = center(named(screen, IN_CALL_SERVICE, 'rejectCall').rect)
    expect(screen.hit(banner)?.identifier).toBe('rejectCall')
    // The banner's own area takes the touch, though an icon lies beneath a part of it.
    expect(screen.hit({ x: 57, y: 95 })).toBeUndefined()
    expect(screen.hit({ x: 57, y: 140 })?.identifier).toBe('Voip')
  })

  test.each([
    [0.59, []],
    [0.6, ['answer']],
  ])('a slider pulled by %d of its track has done %o', (share, done) => {
    const { phone, screen } = setUp()
    phone.locked = true
    phone.add({ state: 'ringing' })
    const { rect, drag } = named(screen, IN_CALL_SERVICE, 'slideToAnswer')
    drag?.({ x: rect.x, y: rect.y }, { x: rect.x + rect.width * share, y: rect.y })
    expect(phone.used.map((use) => use.split(' ')[0])).toEqual(done)
  })

  test('opens an app by its icon', async () => {
    const { phone, screen } = setUp()
    await named(screen, SPRINGBOARD, 'Notes').tap?.()
    expect(phone.frontmost).toBe('com.example.notes')
    expect(names(screen, 'com.example.notes')).toContain('Notes')
  })
})

describe('the active application', () => {
  test('is the one in front', async () => {
    const { phone, screen } = setUp()
    expect(screen.activeApplication(auto)).toBe(SPRINGBOARD)
    await phone.activate('com.example.voip')
    expect(screen.activeApplication(auto)).toBe('com.example.voip')
    phone.add({ state: 'ringing' })
    expect(screen.activeApplication(auto)).toBe('com.example.voip')
    phone.calls = []
    phone.add({ state: 'active' })
    expect(screen.activeApplication(auto)).toBe(IN_CALL_SERVICE)
  })

  test('is the preferred one while that is in the foreground', () => {
    const { phone, screen } = setUp()
    const settings = { ...auto, defaultActiveApplication: IN_CALL_SERVICE }
    expect(screen.activeApplication(settings)).toBe(SPRINGBOARD)
    phone.add({ state: 'ringing' })
    expect(screen.activeApplication(settings)).toBe(IN_CALL_SERVICE)
  })

  test('gives way to a banner of SpringBoard when system alerts are respected', async () => {
    const { phone, screen } = setUp('17.5')
    await phone.activate('com.example.voip')
    phone.add({ state: 'ringing' })
    const settings = { ...auto, testedApplication: 'com.example.voip' }
    expect(screen.activeApplication(settings)).toBe('com.example.voip')
    expect(screen.activeApplication({ ...settings, respectSystemAlerts: true })).toBe(SPRINGBOARD)
  })
})

test.each(releaseVersions)('every control lies on the glass and can be hit on iOS %s', (release) => {
  const { phone, screen } = setUp(release)
  const situations = [
    () => phone.add({ state: 'ringing' }),
    () => (phone.locked = true),
    () => phone.add({ state: 'active' }),
    () => (phone.calls = phone.calls.filter(({ state }) => state !== 'ringing')),
  ]
  for (const happen of situations) {
    happen()
    const elements = screen.layers().flatMap(({ element }) => descendants(element))
    for (const element of elements.filter(({ tap, drag }) => tap ?? drag)) {
      expect(element.rect.x + element.rect.width).toBeLessThanOrEqual(GLASS.width)
      expect(element.rect.y + element.rect.height).toBeLessThanOrEqual(GLASS.height)
      expect(screen.hit(center(element.rect))?.identifier).toBe(element.identifier)
    }
  }
})

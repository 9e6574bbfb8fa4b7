import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { IN_CALL_SERVICE } from '../../releases.ts'
import { error, ServedPhone } from '../testing/served-phone.ts'

interface Point {
  readonly x: number
  readonly y: number
}

const ACCEPT = { x: 350, y: 54 }
const DECLINE = { x: 292, y: 54 }
const KNOB = { x: 60, y: 750 }
const TRACK_END = { x: 330, y: 750 }

let served: ServedPhone

beforeEach(async () => {
  served = await ServedPhone.start()
})

afterEach(() => served[Symbol.asyncDispose]())

/** What was done to calls, without which. */
const used = () => served.phone.used.map((use) => use.split(' ')[0])

async function locked(): Promise<string> {
  served.phone.locked = true
  served.phone.add({ state: 'ringing' })
  await served.lookIn(IN_CALL_SERVICE)
  return (await served.find('id', 'slideToAnswer')).replace('/element', '/wda/element')
}

function finger(id: string, actions: readonly object[], pointerType = 'touch'): object {
  return { type: 'pointer', id, parameters: { pointerType }, actions }
}

function move(to: Point, extra: object = {}): object {
  return { type: 'pointerMove', ...to, ...extra }
}

const down = { type: 'pointerDown', button: 0 }
const up = { type: 'pointerUp', button: 0 }
const pause = (duration: number) => ({ type: 'pause', duration })

describe('fingers', () => {
  test.each([
    ['tap', ACCEPT, ['answer']],
    ['doubleTap', DECLINE, ['decline']],
    ['touchAndHold', { ...ACCEPT, duration: 2 }, ['answer']],
  ])('%s at %o', async (gesture, body, expected) => {
    served.phone.add({ state: 'ringing' })
    expect(await served.post(`./wda/${gesture}`, body)).toEqual({ status: 200, value: null })
    expect(used()).toEqual(expected)
  })

  test.each(['tap', 'doubleTap', 'twoFingerTap', 'tapWithNumberOfTaps', 'touchAndHold'])(
    '%s on an element',
    async (gesture) => {
      served.phone.add({ state: 'ringing' })
      await served.lookIn(IN_CALL_SERVICE)
      const button = (await served.find('id', 'acceptCall')).replace('/element', '/wda/element')
      await served.post(`${button}/${gesture}`, { numberOfTaps: 3, numberOfTouches: 1 })
      expect(used()).toEqual(['answer'])
    },
  )

  test('press a button that stays as often as they tap', async () => {
    served.phone.add({ state: 'active' })
    const mute = (await served.find('id', 'mute')).replace('/element', '/wda/element')
    await served.post(`${mute}/tapWithNumberOfTaps`, { numberOfTaps: 3, numberOfTouches: 1 })
    expect(used()).toEqual(['setMuted', 'setMuted', 'setMuted'])
  })

  test.each([
    ['dragfromtoforduration', { duration: 0.5 }],
    ['pressAndDragWithVelocity', { pressDuration: 0.5, holdDuration: 0, velocity: 400 }],
  ])('%s pulls the slider, and takes its time', async (gesture, timing) => {
    await locked()
    const ends = { fromX: KNOB.x, fromY: KNOB.y, toX: TRACK_END.x, toY: TRACK_END.y }
    await served.post(`./wda/${gesture}`, { ...ends, ...timing })
    expect(used()).toEqual(['answer'])
    expect(served.clock.now()).toBe(500)
  })

  test('drag within an element, or onto another', async () => {
    const slider = await locked()
    await served.post(`${slider}/dragfromtoforduration`, { fromX: 10, fromY: 30, toX: 100, toY: 30, duration: 0 })
    const [toElement] = (await served.find('id', 'rejectCall')).split('/').slice(-1)
    await served.post(`${slider}/pressAndDragWithVelocity`, { toElement, pressDuration: 0.1, velocity: 1 })
    expect(used()).toEqual([])
    await served.post(`${slider}/dragfromtoforduration`, { fromX: 10, fromY: 30, toX: 290, toY: 30, duration: 0 })
    expect(used()).toEqual(['answer'])
  })

  test('swipe across an element; a tap on the slider does not answer', async () => {
    const slider = await locked()
    await served.post(`${slider}/tap`)
    await served.post(`${slider}/swipe`, { direction: 'left' })
    expect(used()).toEqual([])
    await served.post(`${slider}/swipe`, { direction: 'Right', velocity: 500 })
    expect(used()).toEqual(['answer'])
  })

  test.each([
    ['tap', { x: 1 }, 'invalid argument', 'Both x and y'],
    ['swipe', { direction: 'sideways' }, 'invalid argument', 'direction'],
    ['swipe', {}, 'invalid argument', 'direction'],
    ['tapWithNumberOfTaps', { numberOfTaps: 2 }, 'invalid argument', 'numberOfTouches'],
    ['scroll', {}, 'invalid argument', 'Unsupported scroll type'],
    ['forceTouch', { pressure: 1 }, 'invalid element state', 'force'],
  ])('%s with %o is refused', async (gesture, body, code, message) => {
    expect(await served.post(`./wda/${gesture}`, body)).toMatchObject(error(400, code, message))
  })

  test('have nothing to scroll, pinch or rotate', async () => {
    const window = (await served.find('class name', 'XCUIElementTypeWindow')).replace('/element', '/wda/element')
    const fine = { status: 200, value: null }
    expect(await served.post(`${window}/scroll`, { direction: 'down', distance: '0.5' })).toEqual(fine)
    expect(await served.post(`${window}/scroll`, { name: 'Voip' })).toEqual(fine)
    expect(await served.post(`${window}/scroll`, { predicateString: 'label == "Notes"' })).toEqual(fine)
    expect(await served.post(`${window}/scroll`, { toVisible: true })).toEqual(fine)
    expect(await served.post(`${window}/scrollTo`)).toEqual(fine)
    expect(await served.post('./wda/pinch', { scale: 2, velocity: 1 })).toEqual(fine)
    expect(await served.post(`${window}/rotate`, { rotation: 1, velocity: 1 })).toEqual(fine)
    expect(await served.post(`${window}/scroll`, { name: 'None' })).toMatchObject(error(404, 'no such element'))
  })
})

describe('actions', () => {
  const act = (...actions: object[]) => served.post('./actions', { actions })

  test('tap', async () => {
    served.phone.add({ state: 'ringing' })
    expect(await act(finger('f', [move(DECLINE), down, pause(50), up]))).toEqual({ status: 200, value: null })
    expect(used()).toEqual(['decline'])
    expect(served.clock.now()).toBe(50)
  })

  test('drag the slider', async () => {
    await locked()
    await act(finger('f', [move(KNOB), down, pause(10), move(TRACK_END, { duration: 300 }), up]))
    expect(used()).toEqual(['answer'])
    expect(served.clock.now()).toBe(310)
  })

  test('tap again and again, with pauses between', async () => {
    served.phone.add({ state: 'active' })
    const origin = { ELEMENT: (await served.find('id', 'mute')).split('/').at(-1) }
    const tap = [move({ x: 3, y: 3 }, { origin }), down, up]
    await act(
      finger('f', [...tap, pause(1000), ...tap, { type: 'pointerMove', origin: 'pointer', x: 1, y: 1 }, down, up]),
    )
    expect(used()).toEqual(['setMuted', 'setMuted', 'setMuted'])
    expect(served.clock.now()).toBe(1000)
  })

  test('move several fingers at the same time', async () => {
    served.phone.add({ state: 'active' })
    const at = async (name: string) => {
      const { value } = await served.get(`${await served.find('id', name)}/rect`)
      const { x, y } = value as Point
      return { x: x + 10, y: y + 10 }
    }
    await act(
      finger('one', [move(await at('hold')), pause(200), down, up]),
      finger('two', [move(await at('mute')), down, pause(100), up]),
    )
    expect(used()).toEqual(['setMuted', 'setHeld'])
    expect(served.clock.now()).toBe(200)
  })

  test('with two fingers on one control are one touch of it', async () => {
    served.phone.add({ state: 'ringing' })
    await act(
      finger('one', [move(DECLINE), down, pause(100), up]),
      finger('two', [move({ x: DECLINE.x + 5, y: DECLINE.y }), pause(20), down, pause(50), up, down, up]),
    )
    expect(used()).toEqual(['decline'])
    expect(served.clock.now()).toBe(100)
  })

  test('take back what is cancelled, and pass over a finger that does nothing', async () => {
    served.phone.add({ state: 'ringing' })
    await act(finger('f', [move(ACCEPT), down, { type: 'pointerCancel' }, up]), finger('g', []))
    expect(used()).toEqual([])
  })

  test('let go of a control that has gone', async () => {
    served.phone.add({ state: 'ringing' })
    served.clock.setTimeout(() => (served.phone.calls = []), 100)
    await act(finger('f', [move(ACCEPT), down, pause(200), up]))
    expect(used()).toEqual([])
  })

  test.each([
    [[finger('f', [move(ACCEPT), down, up], 'mouse')], "Only pointer type 'touch'"],
    [[{ ...finger('f', [pause(1)]), parameters: undefined }], "'mouse' is given"],
    [[finger('f', [pause(1)]), finger('f', [pause(1)])], 'not unique'],
    [[finger('f', [down])], 'must be preceded by a pointerMove'],
    [[finger('f', [{ type: 'pointerMove', x: 1 }])], "Both 'x' and 'y'"],
    [[finger('f', [move(ACCEPT, { origin: 'pointer' })])], 'no previous item'],
    [[finger('f', [move(ACCEPT), { ...down, pressure: 1 }])], 'force press'],
    [[finger('f', [{ type: 'pointerJump' }])], "'pointerJump' is not supported"],
    [[{ type: 'wheel', id: 'w', actions: [pause(1)] }], "'wheel' is given instead"],
    [[{ type: 'key', id: 'k', actions: [{ type: 'keyDown', value: 'a' }] }], 'keyboard focus'],
  ])('%o are refused before a finger has moved', async (actions, message) => {
    served.phone.add({ state: 'ringing' })
    expect(await act(...actions)).toMatchObject(error(500, 'unknown error', message))
    expect(used()).toEqual([])
  })

  test('at an element that has gone say so', async () => {
    const origin = { ELEMENT: 'gone' }
    expect(await act(finger('f', [move(ACCEPT, { origin })]))).toMatchObject(error(404, 'stale element reference'))
  })
})

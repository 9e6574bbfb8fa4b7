import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { microseconds } from '../../trace/margin.ts'
import type { TraceEvent } from '../../trace/trace-event.ts'
import { AppNotReadyError } from '../app-not-ready-error.ts'
import type { StagePhone } from '../stage.ts'
import { FaultError } from '../../../mocks/apns/index.ts'
import { openStage, servedPhones, type ServedPhones } from './testing/served-phones.ts'

const CALL = '11111111-1111-4111-8111-111111111111'

let phones: ServedPhones

beforeAll(async () => {
  phones = await servedPhones({ count: 2 })
})
afterAll(() => phones[Symbol.asyncDispose]())

test('a call is played on a phone that is elsewhere, and is recorded on our clock', async () => {
  await using stand = await openStage(phones)
  const { stage, recorder, clock, happens } = stand
  expect(stage.udid).toBe('served-0')
  expect(stage.app.state).toBe('terminated')
  const began = clock.now()
  await stage.app.launch()
  await stage.callScreen.home()
  expect(stage.app.state).toBe('background')
  stage.backend.dial(CALL, 'bob')
  const { status } = await stage.push({ uuid: CALL, payload: { UUID: CALL, identifier: 'bob' } })
  expect(status).toBe(200)
  await happens('ui.shown')
  await clock.until(() => stage.backend.isUsed, 5000, 'the app to speak to its backend')
  await stage.callScreen.answer()
  // What came of the touch is known when the command is over.
  expect(recorder.events.map(({ name }) => name)).toContain('perform')
  await happens('audio.io.start')
  const names = recorder.events.map(({ name }) => name)
  const way = [
    'sys.boot',
    'push.sent',
    'apns.request',
    'sys.deliver',
    'pk.enter',
    'cx.report.call',
    'pk.return',
    'fulfill',
  ]
  expect(names.filter((name) => way.includes(name))).toEqual(way)
  const launched = recorder.events.find(({ name }) => name === 'app.launch')
  expect(launched?.at).toBeGreaterThanOrEqual(began)
  expect(launched?.at).toBeLessThanOrEqual(clock.now())
})

test('between two events of the phone there is no other time and uncertainty than in its own trace', async () => {
  const [slot] = phones.slots
  await using stand = await openStage(phones)
  await stand.stage.app.launch()
  const placed = (events: readonly TraceEvent[] = []) =>
    events.map(({ name, at, uncertaintyMs }) => ({
      name,
      uncertaintyMs,
      since: microseconds(at - (events[0]?.at ?? 0)),
    }))
  expect(placed(stand.recorder.events)).toEqual(placed(slot?.recorder.events))
})

test('everything that a phone can be told is carried to it', async () => {
  const commands = {
    resetCallServices: [],
    setAirplaneMode: [true],
    setSettings: [{ doNotDisturb: true }],
    receiveCellularCall: ['+15550177'],
    endCellularCall: [],
    invalidateToken: [],
    replaceToken: [],
    setTranslating: [CALL, true, { localLanguage: 'en-US', remoteLanguage: 'de-DE' }],
    reclaimMemory: [],
    reboot: [],
    handOff: [{ call: CALL }],
    deliverLocally: [{ call: CALL }],
  } satisfies { [Name in keyof StagePhone]: Parameters<StagePhone[Name]> }
  await using stand = await openStage(phones)
  const { stage, recorder } = stand
  for (const [name, args] of Object.entries(commands)) {
    const command: unknown = Reflect.get(stage.phone, name)
    if (typeof command !== 'function') throw new TypeError(`expected a command ${name}`)
    command(...args)
  }
  // Answered after all of them were carried out: one that was not known would have failed it.
  await stage.callScreen.home()
  const names = recorder.events.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['sys.airplaneMode', 'sys.reboot', 'nse.handoff']))
})

test('faults, media and bytes are carried to it, and a fault that is none is told at once', async () => {
  await using stand = await openStage(phones)
  const { stage, recorder, happens } = stand
  await stage.app.launch()
  expect(() => stage.fault({ fault: 'latency', ms: -1 })).toThrow(FaultError)
  const lost = stage.fault({ fault: 'lost', times: 1 })
  const payload = Buffer.from(JSON.stringify({ UUID: CALL, identifier: 'bob' }))
  await stage.push({ payload, replayed: true })
  await happens('apns.discard')
  lost.remove()
  await stage.callScreen.home()
  stage.backend.media = { delayMs: 0, outcome: 'failed' }
  expect(stage.backend.media.outcome).toBe('failed')
  stage.backend.dial(CALL, 'bob')
  await stage.push({ uuid: CALL, payload })
  await happens('ui.shown')
  await stage.callScreen.answer()
  await happens('media.failed')
  const sent = recorder.events.filter((event) => event.name === 'push.sent')
  expect(sent.map(({ bytes, replayed }) => ({ bytes, replayed }))).toEqual([
    { bytes: payload.length, replayed: true },
    { bytes: payload.length, replayed: undefined },
  ])
})

test('whoever waits for an event finds all that has happened in the same turn', async () => {
  await using stand = await openStage(phones)
  const { stage, recorder, happens } = stand
  await stage.app.launch()
  void stage.push({ uuid: CALL, payload: { UUID: CALL, identifier: 'bob' } })
  await happens('cx.report.call')
  expect(recorder.events.map(({ name }) => name)).toContain('cx.callChanged')
})

test('each stage finds a fresh phone, with nothing of the one before', async () => {
  {
    await using one = await openStage(phones)
    await one.stage.app.launch()
    one.stage.phone.setAirplaneMode(true)
  }
  await using other = await openStage(phones)
  expect(other.stage.app.state).toBe('terminated')
  expect(other.recorder.events.map(({ name }) => name)).toEqual(['sys.boot'])
})

test('the app ends with its stage, and that is recorded', async () => {
  const stand = await openStage(phones)
  await stand.stage.app.launch()
  await stand[Symbol.asyncDispose]()
  expect(stand.recorder.events.at(-1)).toMatchObject({ name: 'app.terminate', by: 'user' })
})

test('an app that does not come up is not ready, and the error says why', async () => {
  const crashing = fileURLToPath(new URL('../../../fixtures/apps/broken/crashes-at-start.ts', import.meta.url))
  await using broken = await servedPhones({ app: crashing })
  await using stand = await openStage(broken)
  const error = await stand.stage.app.launch().catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(AppNotReadyError)
  expect(error).toHaveProperty('message', expect.stringContaining('the key store is locked'))
})

test('a command that fails is told with the next thing that is asked for', async () => {
  const stand = await openStage(phones)
  Reflect.apply(Reflect.get(stand.stage.phone, 'explode'), undefined, [])
  const expected = { code: 'STAGE_COMMAND', message: expect.stringContaining('no command “explode”') }
  await expect(stand.stage.app.launch()).rejects.toMatchObject(expected)
  await expect(stand[Symbol.asyncDispose]()).rejects.toMatchObject(expected)
})

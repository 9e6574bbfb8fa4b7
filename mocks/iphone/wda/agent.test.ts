import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RealClock } from '../../clock/real-clock.ts'
import { Screen } from '../screen/screen.ts'
import { PaperPhone } from '../screen/testing/paper-phone.ts'
import { error, ServedPhone } from './testing/served-phone.ts'
import { WebDriverAgents } from './web-driver-agents.ts'

/** Says when somebody begins to wait. */
class WatchedClock extends RealClock {
  readonly #waited = Promise.withResolvers<void>()
  readonly waited = this.#waited.promise

  override until(condition: () => boolean, timeoutMs: number, what: string): Promise<void> {
    this.#waited.resolve()
    return super.until(condition, timeoutMs, what)
  }
}

const hold = { x: 10, y: 10, duration: 200 }

describe('a command that takes minutes', () => {
  let clock: WatchedClock
  let served: ServedPhone

  beforeEach(async () => {
    clock = new WatchedClock()
    served = await ServedPhone.start({ clock })
  })
  afterEach(() => served[Symbol.asyncDispose]())

  test.each([
    ['deleted', () => served.call('DELETE', '.')],
    ['followed by another', () => served.open()],
  ])('ends when its session is %s, and keeps nobody waiting', async (_how, end) => {
    const touch = served.post('./wda/touchAndHold', hold)
    await clock.waited
    const behind = served.get('./source')
    await served.get('/status')
    await end()
    expect(await touch).toMatchObject(error(500, 'unknown error', 'Interrupted: its session is over'))
    expect((await behind).status).toBeLessThan(500)
    await served.open()
    expect((await served.get('./source')).status).toBe(200)
  })

  test('goes on when a session ends that there is no more', async () => {
    const before = served.session
    await served.open()
    const touch = served.post('./wda/touchAndHold', { ...hold, duration: 0.2 })
    await clock.waited
    expect(await served.call('DELETE', before)).toMatchObject(error(404, 'invalid session id'))
    expect(await touch).toEqual({ status: 200, value: null })
  })

  test('ends when its client goes away', async () => {
    const asked = request(`${served.url}${served.session}/wda/touchAndHold`, { method: 'POST' })
    const body = JSON.stringify(hold)
    asked.setHeader('content-length', body.length)
    asked.end(body)
    await clock.waited
    asked.on('error', () => {}).destroy()
    expect((await served.get('./source')).status).toBe(200)
  })

  test.each([
    ['./wda/touchAndHold', { x: 1, y: 1, duration: 1e9 }],
    ['./wda/tapWithNumberOfTaps', { numberOfTaps: 1e9, numberOfTouches: 1 }],
    ['./wda/deactivateApp', { duration: 241 }],
    ['./wda/expectNotification', { name: 'n', timeout: 241 }],
  ])('is refused by %s when nobody could wait for its end: %j', async (path, body) => {
    expect(await served.post(path, body)).toMatchObject(error(400, 'invalid argument', 'Too big'))
  })

  test('is refused as actions, too, however the time is made up', async () => {
    const pause = { type: 'pause', duration: 121_000 }
    const finger = { type: 'pointer', id: 'f', parameters: { pointerType: 'touch' }, actions: [pause, pause] }
    const refused = error(500, 'unknown error', 'The actions take 242000 ms. They may take 240000 ms at most')
    expect(await served.post('./actions', { actions: [finger] })).toMatchObject(refused)
  })
})

test('what is under way on a phone ends when that is replaced', async () => {
  const phone = new PaperPhone()
  const clock = new WatchedClock()
  await using agents = await WebDriverAgents.start()
  const url = agents.add({ screen: new Screen(phone, phone), source: phone, controls: phone, clock }, 'one')
  const post = async (path: string, body: object): Promise<unknown> =>
    (await fetch(url + path, { method: 'POST', body: JSON.stringify(body) })).json()
  const { sessionId } = (await post('/session', { capabilities: {} })) as { sessionId: string }
  const touch = post(`/session/${sessionId}/wda/touchAndHold`, hold)
  await clock.waited
  agents.changed('one')
  const message = expect.stringContaining('replaced by a fresh one')
  expect(await touch).toMatchObject({ sessionId, value: { message } })
})

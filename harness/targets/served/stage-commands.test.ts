import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { STAGE_VERSION } from './messages.ts'
import { openStage, servedPhones, type ServedPhones } from './testing/served-phones.ts'

let phones: ServedPhones

beforeAll(async () => {
  phones = await servedPhones()
})
afterAll(() => phones[Symbol.asyncDispose]())

const CALL = '11111111-1111-4111-8111-111111111111'
const opening = { type: 'open', version: STAGE_VERSION, bundleId: 'com.example.reference', release: '18.2' }

/** Takes the phone, tells it one thing with arguments as JSON, and hangs up when something is said about it. */
async function tell(part: string, command: string, args: string): Promise<unknown> {
  const socket = new WebSocket(`${phones.root}/phone/served-0/stage`)
  const said = new Promise((resolve) =>
    socket.on('message', (data) => {
      const message: { type?: unknown } = JSON.parse(data.toString())
      if (message.type === 'opened')
        socket.send(`{"type":"tell","part":"${part}","command":"${command}","args":${args}}`)
      if (message.type === 'broken' || message.type === 'refused') resolve(message)
    }),
  )
  await once(socket, 'open')
  socket.send(JSON.stringify(opening))
  const answer = await said
  socket.close()
  await once(socket, 'close')
  return answer
}

test.each([
  ['phone', 'setSettings', [{ blockedHandles: null }], 'blockedHandles'],
  ['phone', 'setSettings', [{ doNotDistrub: true }], 'doNotDistrub'],
  ['phone', 'setAirplaneMode', ['on'], 'boolean'],
  ['phone', 'receiveCellularCall', [{ a: 1 }], 'string'],
  ['phone', 'handOff', [], 'not understood'],
  ['phone', 'setTranslating', [CALL, true], 'not understood'],
  ['phone', 'constructor', [], 'no command “constructor” for its phone; there is resetCallServices,'],
  ['backend', 'script', [{ operation: 'query', fail: 99 }], 'fail'],
  ['backend', 'cancel', [CALL, 'bored'], 'remoteEnded'],
  ['backend', 'fetch', ['http://signalling.test'], 'no command “fetch”'],
  ['app', 'suspend', [1], 'not understood'],
  ['app', 'launch', [], 'no command “launch”'],
])('%s.%s of %j is answered with what is wrong with it', async (part, command, args, says) => {
  expect(await tell(part, command, JSON.stringify(args))).toEqual({
    type: 'broken',
    command,
    message: expect.stringContaining(says),
  })
  await using stand = await openStage(phones)
  expect(stand.stage.udid).toBe('served-0')
})

test('a command that fails after its turn is told of, too', async () => {
  const deep = '['.repeat(20_000) + ']'.repeat(20_000)
  const broken = { type: 'broken', command: 'handOff' }
  expect(await tell('phone', 'handOff', `[{"deep":${deep}}]`)).toMatchObject(broken)
})

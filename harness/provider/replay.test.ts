import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CapturedPush, CaptureHeader } from '../../mocks/apns/captures/capture.ts'
import { readCaptureFile } from '../../mocks/apns/captures/read-capture.ts'
import { Gateway, makeProviderKey, type DevicePush } from '../../mocks/apns/index.ts'
import { RealClock } from '../../mocks/clock/real-clock.ts'
import { VirtualClock } from '../../mocks/clock/virtual-clock.ts'
import { RawSender } from './raw-sender.ts'
import { toGateway, toPhone } from './replay-targets.ts'
import { replay, type ReplayProgress } from './replay.ts'

const key = makeProviderKey({ teamId: 'TEAM123456', keyId: 'ABC123DEFG' })
const topic = 'com.example.App.voip'
const token = '00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0'
const other = 'ff'.repeat(32)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callkit-replay-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function setUp(options: { file?: string; redact?: boolean; tokens?: readonly string[] } = {}) {
  const { file, redact = false, tokens = [token] } = options
  const gateway = await Gateway.start({
    clock: new RealClock(),
    keys: [key],
    ...(file !== undefined && { captures: { file, redact } }),
  })
  const delivered: DevicePush[] = []
  for (const each of tokens)
    gateway.register({ token: each, topic, pushType: 'voip', deliver: (push) => void delivered.push(push) })
  const sender = new RawSender(gateway.endpoint, key)
  return {
    gateway,
    delivered,
    sender,
    async [Symbol.asyncDispose]() {
      await sender[Symbol.asyncDispose]()
      await gateway[Symbol.asyncDispose]()
    },
  }
}

/** A capture of as many pushes as there are bodies. */
async function record(file: string, bodies: readonly string[], redact: boolean): Promise<void> {
  await using stand = await setUp({ file, redact })
  for (const body of bodies) {
    const headers = [
      [':method', 'POST'],
      [':path', `/3/device/${token}`],
      ['apns-topic', topic],
      ['apns-push-type', 'voip'],
      ['apns-priority', '5'],
      ['apns-expiration', '1767323105'],
      ['apns-collapse-id', 'one'],
      ['x-request', 'first'],
      ['x-request', 'second'],
    ] as const
    await stand.sender.request({ headers, body: Buffer.from(body) })
  }
}

async function* pushesOf(...pushes: readonly CapturedPush[]): AsyncGenerator<CapturedPush> {
  yield* pushes
}

const header: CaptureHeader = {
  capture: 1,
  environment: 'development',
  startedAt: '2026-01-01T00:00:00Z',
  redacted: true,
}

function captured(overrides: Partial<CapturedPush> = {}): CapturedPush {
  return {
    seq: 1,
    at: 0,
    connection: 1,
    stream: 1,
    push: 'A1B2C3D4-0000-4000-8000-00000000000A',
    headers: [
      [':method', 'POST'],
      [':path', '/3/device/00fc…#5f1c2a'],
      ['apns-topic', topic],
      ['apns-push-type', 'voip'],
    ],
    body: '{"UUID":"A"}',
    bytes: 12,
    status: 200,
    ...overrides,
  }
}

test('a capture is sent again to the byte, header by header, and captured as the same', async () => {
  const [first, second] = [join(folder, 'first.jsonl'), join(folder, 'second.jsonl')]
  await record(first, ['{ "UUID": "A" }', '{"UUID":"B"}\n', '[]'], false)
  {
    await using stand = await setUp({ file: second })
    await using capture = await readCaptureFile(first)
    const report = await replay(capture, { to: toGateway(stand.sender), speed: 'max', clock: new RealClock() })
    expect(report).toEqual({
      sent: 3,
      accepted: 2,
      refused: 1,
      unanswered: 0,
      leftOut: 0,
      differing: 0,
      answers: { 200: 2, '400 PayloadEmpty': 1 },
      differences: [],
    })
    expect(stand.delivered.map(({ payload }) => payload)).toEqual([{ UUID: 'A' }, { UUID: 'B' }])
  }
  const [one, other] = await Promise.all(
    [first, second].map(async (file) => {
      await using capture = await readCaptureFile(file)
      const pushes = await Array.fromAsync(capture.pushes)
      return pushes.map(({ headers, body, status }) => ({
        body,
        status,
        headers: headers.filter(([name]) => !['authorization', ':authority'].includes(name)),
      }))
    }),
  )
  expect(one).toHaveLength(3)
  expect(other).toEqual(one)
})

test('a redacted capture needs a token, and then goes to that device', async () => {
  const file = join(folder, 'redacted.jsonl')
  await record(file, ['{"UUID":"A"}'], true)
  await using stand = await setUp({ tokens: [other] })
  const to = toGateway(stand.sender)
  {
    await using capture = await readCaptureFile(file)
    await expect(replay(capture, { to, clock: new RealClock() })).rejects.toMatchObject({
      code: 'REPLAY_TOKEN',
      message: expect.stringContaining('give one'),
    })
  }
  for (const given of [other, () => other]) {
    await using capture = await readCaptureFile(file)
    expect(await replay(capture, { to, token: given, clock: new RealClock() })).toMatchObject({ accepted: 1 })
  }
  expect(stand.delivered).toHaveLength(2)
})

test('what is answered in another way than it was is told', async () => {
  await using stand = await setUp()
  stand.gateway.unregister(token)
  const pushes = pushesOf(
    captured(),
    captured({ seq: 2, status: 410, reason: 'Unregistered' }),
    captured({ seq: 3, status: 0 }),
  )
  const report = await replay({ header, pushes }, { to: toGateway(stand.sender), token, clock: new RealClock() })
  expect(report).toMatchObject({ sent: 3, refused: 3, differing: 2, answers: { '410 Unregistered': 3 } })
  expect(report.differences).toEqual([
    { seq: 1, push: captured().push, captured: { status: 200 }, replayed: { status: 410, reason: 'Unregistered' } },
    { seq: 3, push: captured().push, captured: {}, replayed: { status: 410, reason: 'Unregistered' } },
  ])
})

test('a gateway that does not answer is counted, and does not end the replay', async () => {
  const stand = await setUp()
  await stand[Symbol.asyncDispose]()
  await using sender = new RawSender(stand.gateway.endpoint, key)
  const pushes = pushesOf(captured(), captured({ seq: 2 }))
  const report = await replay({ header, pushes }, { to: toGateway(sender), token, clock: new RealClock() })
  expect(report).toMatchObject({ sent: 2, unanswered: 2, differing: 2, answers: { 'no answer': 2 } })
})

test('a gateway that closes the connection without a word is counted too', async () => {
  const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await using sender = new RawSender({ host: '127.0.0.1', port }, key)
  const report = await replay(
    { header, pushes: pushesOf(captured()) },
    { to: toGateway(sender), token, clock: new RealClock() },
  )
  server.close()
  expect(report).toMatchObject({ sent: 1, unanswered: 1 })
})

test('a burst at full speed arrives whole, whatever the number of streams that the gateway allows', async () => {
  await using stand = await setUp()
  const burst = Array.from({ length: 500 }, (_, seq) =>
    captured(seq === 250 ? { body: '', status: 400, reason: 'PayloadEmpty' } : {}),
  )
  const options = { to: toGateway(stand.sender), token, speed: 'max', clock: new RealClock() } as const
  const report = await replay({ header, pushes: pushesOf(...burst) }, options)
  expect(report).toMatchObject({ sent: 500, accepted: 499, refused: 1, unanswered: 0, differing: 0 })
  expect(stand.delivered).toHaveLength(499)
})

describe('to a phone', () => {
  test('what was accepted is handed over, with all that was said of it', async () => {
    const delivered: DevicePush[] = []
    const progress: ReplayProgress[] = []
    const headers = [...captured().headers, ['apns-priority', '5'], ['apns-expiration', '0'], ['apns-collapse-id', 'c']]
    const pushes = pushesOf(
      captured({ headers: headers.map(([name = '', value = '']) => [name, value]) }),
      captured({ status: 400, reason: 'BadPriority' }),
      captured({ body: '[redacted]' }),
    )
    const report = await replay(
      { header, pushes },
      {
        to: toPhone({ deliver: (push) => delivered.push(push) }),
        clock: new VirtualClock(),
        onProgress: (each) => progress.push(each),
      },
    )
    expect(delivered).toEqual([
      {
        push: captured().push,
        payload: { UUID: 'A' },
        bytes: 12,
        topic,
        pushType: 'voip',
        priority: 5,
        expiration: 0,
        collapseId: 'c',
      },
    ])
    expect(report).toMatchObject({ sent: 1, accepted: 1, leftOut: 2, differing: 0 })
    expect(progress).toHaveLength(3)
  })

  test.each([
    [undefined, [0, 500, 2000]],
    [10, [0, 50, 200]],
    ['max' as const, [0, 0, 0]],
  ])('at the speed %s', async (speed, times) => {
    const clock = new VirtualClock()
    const delivered: number[] = []
    const pushes = pushesOf(captured({ at: 1000 }), captured({ at: 1500 }), captured({ at: 3000 }))
    const to = toPhone({ deliver: () => delivered.push(clock.now()) })
    await replay({ header, pushes }, { to, clock, ...(speed !== undefined && { speed }) })
    expect(delivered).toEqual(times)
  })

  test('what the phone throws ends the replay', async () => {
    const delivered: string[] = []
    const deliver = ({ push }: DevicePush) => {
      delivered.push(push)
      throw new Error('the phone’s mistake')
    }
    const pushes = pushesOf(captured({ push: '1' }), captured({ push: '2' }))
    const replaying = replay({ header, pushes }, { to: toPhone({ deliver }), clock: new VirtualClock() })
    await expect(replaying).rejects.toThrow('the phone’s mistake')
  })
})

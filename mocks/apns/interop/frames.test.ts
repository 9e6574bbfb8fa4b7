import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundleId, deviceToken } from '../testing/push.ts'
import { openStand } from '../testing/stand.ts'
import { framesOf } from './testing/nghttp.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'
import { isMissing } from './testing/tools.ts'

const there = `/3/device/${deviceToken}`
const nowhere = '/3/device/abcd'
const settings = (streams: number) =>
  'SETTINGS <length=30, flags=0x00, stream_id=0> (niv=5) [SETTINGS_HEADER_TABLE_SIZE(0x01):4096] ' +
  `[SETTINGS_MAX_CONCURRENT_STREAMS(0x03):${streams}] [SETTINGS_INITIAL_WINDOW_SIZE(0x04):65535] ` +
  '[SETTINGS_MAX_FRAME_SIZE(0x05):16384] [SETTINGS_MAX_HEADER_LIST_SIZE(0x06):8000]'
const limit = (streams: number) =>
  `SETTINGS <length=6, flags=0x00, stream_id=0> (niv=1) [SETTINGS_MAX_CONCURRENT_STREAMS(0x03):${streams}]`
const ack = 'SETTINGS <length=0, flags=0x01, stream_id=0> (niv=0)'
/** HEADERS that end their stream: no DATA follows. An empty one makes aioapns parse it as JSON. */
const accepted = (stream: number) =>
  expect.stringMatching(new RegExp(`^HEADERS <length=\\d+, flags=0x05, stream_id=${stream}> \\(padlen=0\\)$`))
const reset = (stream: number, code: string) =>
  `RST_STREAM <length=4, flags=0x00, stream_id=${stream}> (error_code=${code})`

const skip = isMissing('nghttp')

test.skipIf(skip)('opens with the SETTINGS of APNs, and serves one stream until it knows the client', async () => {
  await using stand = await openStand()
  const frames = await framesOf(stand.gateway, [there, nowhere])
  expect(frames.slice(0, 2)).toEqual([settings(1), ack])
  expect(frames).toContainEqual(accepted(1))
  // It depends on whether nghttp has read the SETTINGS by then: the second push is refused, or sent once it is allowed.
  const isRefused = frames.includes(reset(3, 'REFUSED_STREAM(0x07)'))
  const answered = frames.findIndex((frame) => frame.startsWith('HEADERS') && frame.includes('stream_id=3>'))
  expect(isRefused || answered > frames.indexOf(limit(1000))).toBe(true)
})

test.skipIf(skip)('a refusal is HEADERS, and DATA that end the stream', async () => {
  await using stand = await openStand()
  const frames = await framesOf(stand.gateway, [nowhere])
  expect(frames.slice(2)).toEqual([
    expect.stringMatching(/^HEADERS <length=\d+, flags=0x04, stream_id=1> \(padlen=0\)$/),
    'DATA <length=27, flags=0x01, stream_id=1>',
  ])
})

test.skipIf(skip)('more streams are allowed after a good push, and one after a refused one', async () => {
  await using stand = await openStand({ switches: { streamsBeforeAuthentication: 3 } })
  // The last is answered late, so that the connection lives to hear of it all.
  stand.gateway.faults.add({ fault: 'latency', ms: 100, after: 2 })
  stand.gateway.faults.add({ fault: 'latency', ms: 50, after: 1, times: 1 })
  const frames = await framesOf(stand.gateway, [there, nowhere, there])
  expect(frames[0]).toBe(settings(3))
  const limits = frames.filter((frame) => frame.startsWith('SETTINGS <length=6'))
  expect(limits.slice(0, 2)).toEqual([limit(1000), limit(1)])
})

test.skipIf(skip).each([
  ['before', 0],
  ['after', 1],
] as const)('a GOAWAY %s the request names stream %i and tells the reason as JSON', async (when, stream) => {
  await using stand = await openStand()
  stand.gateway.faults.add({ fault: 'goaway', when, reason: 'Shutdown' })
  expect(await framesOf(stand.gateway, [there])).toContain(
    `GOAWAY <length=29, flags=0x00, stream_id=0> (last_stream_id=${stream}, error_code=NO_ERROR(0x00), ` +
      'opaque_data(21)=[{"reason":"Shutdown"}])',
  )
})

test.skipIf(skip).each([
  ['REFUSED_STREAM', 'REFUSED_STREAM(0x07)'],
  ['INTERNAL_ERROR', 'INTERNAL_ERROR(0x02)'],
  ['ENHANCE_YOUR_CALM', 'ENHANCE_YOUR_CALM(0x0b)'],
] as const)('a stream is reset with %s', async (code, shown) => {
  await using stand = await openStand()
  stand.gateway.faults.add({ fault: 'reset', code, when: 'before' })
  expect(await framesOf(stand.gateway, [there])).toContain(reset(1, shown))
})

test.skipIf(skip)('a certificate of the other environment is sent away with last stream 0', async () => {
  await using stand = await openStand()
  await using folder = await temporaryFolder()
  const { cert, key } = await stand.gateway.ca.issuePushCertificate({ bundleId, environment: 'production' })
  const [certFile, keyFile] = [join(folder.path, 'cert.pem'), join(folder.path, 'key.pem')]
  await writeFile(certFile, cert)
  await writeFile(keyFile, key)
  const frames = await framesOf(stand.gateway, [there], { args: [`--cert=${certFile}`, `--key=${keyFile}`] })
  expect(frames).toContain(
    'GOAWAY <length=46, flags=0x00, stream_id=0> (last_stream_id=0, error_code=NO_ERROR(0x00), ' +
      'opaque_data(38)=[{"reason":"BadCertificateEnvironment"}])',
  )
})

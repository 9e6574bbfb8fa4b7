import type { OutgoingHttpHeaders } from 'node:http2'
import { bundleId, deviceToken, goodHeaders, payload, topic } from '../testing/push.ts'
import type { Dice } from './dice.ts'
import { hostileToken } from './hostile-tokens.ts'

/** A request as a push client's HTTP/2 library would send it, with something wrong about what is in it. */
export interface HostileRequest {
  readonly headers: OutgoingHttpHeaders
  readonly body: Buffer
  /** Its end is never sent. */
  readonly isUnfinished: boolean
}

const names = [
  'authorization',
  'apns-id',
  'apns-topic',
  'apns-push-type',
  'apns-priority',
  'apns-expiration',
  'apns-collapse-id',
  'apns-channel-id',
  'apns-request-id',
  'apns-unheard-of',
  'content-type',
  'content-encoding',
  'x-long',
  'expect',
  'te',
] as const

const values = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  '99999999999999999999',
  '0x10',
  'NaN',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  'bearer',
  'Bearer a b c',
  'voip',
  'VOIP',
  'background',
  'liveactivity',
  'com.example.App',
  'com.example.App.voip.voip',
  '.',
  '..',
  'a'.repeat(65),
  'a'.repeat(5000),
  '\u00ff\u00fe',
  '{"a":1}',
  'AAAAAAAAAAAAAAAAAAAAAA==',
  'A1B2C3D4-0000-4000-8000-000000000001',
  '100-continue',
  'trailers',
  'gzip',
] as const

const paths = [
  '/',
  '/3/device/',
  '/3/device/zz',
  '/3/device/abc',
  `/3/device/${deviceToken.toUpperCase()}`,
  `/3/device/${deviceToken}?a=b`,
  `/3/device/${deviceToken}/..`,
  `/3/device/${'a'.repeat(4000)}`,
  '/3/device/%00',
  '*',
  '//',
  '/4/broadcasts/apps/',
  `/4/broadcasts/apps/${bundleId}`,
  `/4/broadcasts/apps/${topic}`,
  '/4/broadcasts/apps/%2e%2e/',
  '/1/apps//channels',
  `/1/apps/${bundleId}/channels`,
  `/1/apps/${bundleId}/all-channels`,
  `/1/apps/${bundleId}/channels/x`,
  '/1/apps/__proto__/all-channels',
  `/1/apps/${'a.'.repeat(1000)}/channels`,
] as const

const bodies = [
  '',
  '{',
  '{}',
  '[]',
  'null',
  '1e999',
  '"text"',
  '{"__proto__":{"aps":1}}',
  '{"constructor":{"prototype":1}}',
  '{"aps":{"alert":"\\ud800"}}',
  '{"pushToken":{"token":"secret"}}',
  '{"message-storage-policy":1e999,"push-type":"LiveActivity"}',
  '{"message-storage-policy":0,"push-type":"LiveActivity"}',
  '{"message-storage-policy":[],"push-type":{}}',
  `${'['.repeat(2000)}${']'.repeat(2000)}`,
  `{"a":"${'x'.repeat(5200)}"}`,
  payload.slice(0, -1),
] as const

const methods = ['GET', 'PUT', 'DELETE', 'OPTIONS', 'POS', 'post', 'TRACE'] as const

/** @param channel One that exists. */
export function hostileRequest(dice: Dice, channel: string): HostileRequest {
  const headers: Record<string, OutgoingHttpHeaders[string]> = { ...goodHeaders() }
  if (dice.chance(0.2)) headers['apns-channel-id'] = channel
  if (dice.chance(0.3)) headers[':path'] = dice.pick(paths)
  if (dice.chance(0.15)) headers[':method'] = dice.pick(methods)
  if (dice.chance(0.3)) headers['authorization'] = `${dice.pick(['bearer ', 'Bearer', ''])}${hostileToken(dice)}`
  for (let changes = dice.below(4); changes > 0; changes--) {
    const name = dice.pick(names)
    headers[name] = hostileValue(dice)
  }
  return { headers, body: body(dice), isUnfinished: dice.chance(0.001) }
}

/** `undefined` for none at all. */
function hostileValue(dice: Dice): OutgoingHttpHeaders[string] {
  switch (dice.below(5)) {
    case 0:
      return undefined
    case 1:
      return [dice.pick(values), dice.pick(values)]
    case 2:
      return printable(dice.bytes(dice.length(2000)))
    default:
      return dice.pick(values)
  }
}

function body(dice: Dice): Buffer {
  if (dice.chance(0.3)) return Buffer.from(payload)
  if (dice.chance(0.5)) return Buffer.from(dice.pick(bodies))
  return dice.bytes(dice.length(20_000))
}

/** What an HTTP/2 library lets through in a header value. */
function printable(bytes: Buffer): string {
  return Buffer.from(bytes.map((byte) => (byte < 0x21 || byte === 0x7f ? 0x2e : byte))).toString('latin1')
}

import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { deviceToken } from '../../testing/push.ts'
import type { Dice } from '../dice.ts'
import type { Outcome } from '../outcome.ts'
import type { Attack } from './attack.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

const paths = [
  '/',
  '//',
  '/?',
  '/%',
  '/%00',
  '/faults',
  '/faults/1',
  '/faults/-1',
  '/faults/__proto__',
  '/pushes?status=x&since=1e999',
  '/pushes?token=%ff',
  '/devices',
  `/devices/${deviceToken}`,
  `/devices/${deviceToken}?reason=x`,
  '/devices/%E0%A4%A',
  '/connections?reason=%00',
  '/availability',
  '/gateway',
  'http://[/',
] as const

const bodies = [
  '',
  '{',
  'null',
  '[]',
  '[[]]',
  '{"fault":"status","reason":"x"}',
  '{"fault":"status","reason":"BadTopic","status":1e9}',
  '{"fault":"latency","ms":-1}',
  '{"fault":{},"__proto__":{}}',
  '[{"fault":"lost","times":1},{"fault":"none"}]',
  `{"token":"${deviceToken}","topic":"com.example.App.voip"}`,
  '{"token":"zz","topic":""}',
  '{"state":"gone"}',
  '{"online":1}',
  `"${'x'.repeat(2_000_000)}"`,
  `${'['.repeat(100_000)}`,
] as const

/** A request to the control endpoint that makes no sense, or nearly none. */
export const attackByControl: Attack = ({ dice, battlefield, within }) => within(ask(battlefield.controlURL, dice))

async function ask(url: string, dice: Dice): Promise<Outcome> {
  const { hostname, port } = new URL(url)
  const body = dice.chance(0.2) ? dice.bytes(dice.length(500)) : dice.pick(bodies)
  const method = dice.pick(methods)
  const path = dice.pick(paths)
  const asked = request({
    hostname,
    port,
    method,
    path,
    agent: false,
    headers: { 'content-length': Buffer.byteLength(body) },
  })
  const response = once(asked, 'response') as Promise<[IncomingMessage]>
  asked.end(body)
  try {
    const [answer] = await response
    return judge(answer.statusCode ?? 0, await text(answer), `${method} ${path}`)
  } catch (error) {
    return { kind: 'wrong', what: `${method} ${path} of the control endpoint was not answered: ${String(error)}` }
  }
}

function judge(status: number, body: string, what: string): Outcome {
  if (status >= 500) return { kind: 'wrong', what: `${what}: ${status} ${body}` }
  if (body !== '') JSON.parse(body)
  return { kind: 'answered', status }
}

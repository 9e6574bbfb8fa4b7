import { Gateway, makeProviderKey, pushTypes } from '../mocks/apns/index.ts'
import { VirtualClock } from '../mocks/clock/virtual-clock.ts'
import { RawSender } from '../harness/provider/raw-sender.ts'
import { fillTemplate } from '../harness/provider/templates/fill-template.ts'
import type { ProviderTemplate } from '../harness/provider/templates/provider-template.ts'

const startedAt = Date.UTC(2026, 0, 1, 12)
const call = {
  uuid: 'A1B2C3D4-0000-4000-8000-000000000001',
  handle: 'jappleseed',
  displayName: 'Johnny Appleseed',
  hasVideo: false,
}
const deviceToken = '00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0'
const bundleId = 'com.example.App'

/** When the call is pushed, and when its cancel, in milliseconds since the start of the capture. */
const times = { call: 1000, cancel: 8000 }

/** What a template’s capture holds: payloads, and when each was pushed. */
export function pushesOf({
  call: template,
  cancel,
}: ProviderTemplate): { at: number; payload: Record<string, unknown> }[] {
  const filled = (at: number, each: typeof template) => ({
    at,
    payload: fillTemplate(each, call, {
      now: new Date(startedAt + at),
      expires: new Date(startedAt + times.call + 60_000),
    }),
  })
  return [filled(times.call, template), ...(cancel ? [filled(times.cancel, cancel)] : [])]
}

/**
 * Pushes a template’s call, and its cancel where it has one, through a real gateway, which captures them.
 *
 * @param port Goes into the capture as the authority.
 */
export async function recordCapture(template: ProviderTemplate, file: string, port: number): Promise<void> {
  const { pushType = 'voip', provider } = template
  const topic = bundleId + pushTypes[pushType].topicSuffix
  const key = makeProviderKey({ teamId: 'TEAM123456', keyId: 'ABC123DEFG' })
  const clock = new VirtualClock(startedAt)
  const captures = { file, overwrite: true, title: `A call of ${provider}; all values are invented` }
  // In production no push has an apns-unique-id, which would be another each time.
  const environment = 'production'
  await using gateway = await Gateway.start({ clock, keys: [key], port, environment, captures })
  gateway.register({ token: deviceToken, topic, pushType, deliver: () => {} })
  await using sender = new RawSender(gateway.endpoint, key)
  for (const [index, { at, payload }] of pushesOf(template).entries()) {
    await clock.sleep(at - clock.now())
    await sender.send({
      push: `A1B2C3D4-0000-4000-8000-00000000001${index}`,
      token: deviceToken,
      topic,
      pushType,
      priority: 10,
      expiration: 0,
      payload,
      body: Buffer.from(JSON.stringify(payload)),
    })
  }
}

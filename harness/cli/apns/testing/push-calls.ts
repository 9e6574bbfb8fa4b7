import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import apn from '@parse/node-apn'
import { z } from 'zod'

/** What the backend does, as JSON in its first argument. */
const plan = z.object({
  pushes: z.int().default(1),
  /** Sends all pushes before it looks at any answer. */
  atOnce: z.boolean().default(false),
  topic: z.string().optional(),
  device: z.string().optional(),
  /** In seconds from now; 0 for one attempt, as a call should have it. */
  expiresIn: z.int().default(0),
  exitCode: z.int().default(0),
})

const env = z.object({
  APNS_HOST: z.string(),
  APNS_PORT: z.coerce.number(),
  APNS_CA: z.string(),
  APNS_KEY: z.string(),
  APNS_KEY_ID: z.string(),
  APNS_TEAM_ID: z.string(),
  APNS_TOPIC: z.string(),
  APNS_DEVICE_TOKEN: z.string(),
})

// A backend with @parse/node-apn that finds its gateway in its environment.
const { pushes, atOnce, topic, device, expiresIn, exitCode } = plan.parse(JSON.parse(process.argv[2] ?? '{}'))
const place = env.parse(process.env)
const provider = new apn.Provider({
  address: place.APNS_HOST,
  port: place.APNS_PORT,
  ca: [await readFile(place.APNS_CA, 'utf8')],
  token: { key: place.APNS_KEY, keyId: place.APNS_KEY_ID, teamId: place.APNS_TEAM_ID },
})
const token = device ?? place.APNS_DEVICE_TOKEN
const calls = Array.from({ length: pushes }, () => {
  const call = new apn.Notification()
  call.topic = topic ?? place.APNS_TOPIC
  call.pushType = 'voip'
  call.priority = 10
  call.expiry = expiresIn === 0 ? 0 : Math.floor(Date.now() / 1000) + expiresIn
  call.rawPayload = { UUID: randomUUID().toUpperCase(), identifier: '+15550100' }
  return call
})
if (atOnce) await Promise.all(calls.map((call) => provider.send(call, token)))
else for (const call of calls) await provider.send(call, token)
await provider.shutdown()
process.exitCode = exitCode

import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { LABELS, type Language } from '../../../mocks/iphone/screen/labels.ts'
import { remoteCapabilities } from '../../callscreen/capabilities.ts'
import { LANGUAGE_CAPABILITY, STAGE_CAPABILITY } from '../served/stage-capability.ts'
import { answerAs } from './answer-as.ts'
import { GridError } from './grid-error.ts'
import { webDriverRequest, withoutKey } from './web-driver-request.ts'

/** A Grid queues a request that it cannot fulfil, for five minutes unless told otherwise. In milliseconds. */
const SESSION_TIMEOUT_MS = 30_000
const CLOSE_TIMEOUT_MS = 10_000
/** For so much longer a session that comes too late is waited for, to be given back. In milliseconds. */
const LATE_MS = 30_000
const LATE = Symbol('late')
/**
 * Without a command for so long, a session is over: a run that was killed can give nothing back. A Selenium node, too, ends
 * sessions after five minutes, and no scenario is as long. In seconds.
 */
const IDLE_S = 300

/** A session on a phone that a Grid has given, in data that can be handed to another process. */
export const gridPhone = z.object({
  sessionId: z.string(),
  udid: z.string(),
  /** Where the phone is played on. */
  stage: z.url({ protocol: /^wss?$/ }),
  language: z.enum(Object.keys(LABELS) as [Language, ...Language[]]),
  capabilities: z.record(z.string(), z.unknown()),
})
export type GridPhone = z.infer<typeof gridPhone>

const created = z.object({ sessionId: z.string().min(1) })

const capabilitiesOfPhone = z.looseObject({
  'appium:udid': z.string().optional(),
  udid: z.string().optional(),
  [STAGE_CAPABILITY]: gridPhone.shape.stage.optional(),
  [LANGUAGE_CAPABILITY]: gridPhone.shape.language.catch('en'),
})

/**
 * Asks a Grid for a phone, by nothing but its release. A session that comes to nothing is given back.
 *
 * @throws GridError `GRID_SESSION` with what the Grid said, `GRID_FULL` when it says nothing, `GRID_ANSWER` when it says what
 * is no session, `GRID_NO_STAGE` for a phone that `callkit-conformance serve` does not serve.
 */
export async function openGridPhone(url: string, release: string, timeoutMs = SESSION_TIMEOUT_MS): Promise<GridPhone> {
  const answer = await newSession(url, release, timeoutMs)
  const { sessionId } = answerAs(created, answer, { server: url, request: 'POST /session' })
  try {
    return phoneOf(url, sessionId, answer)
  } catch (error) {
    await closeGridPhone(url, { sessionId })
    throw error
  }
}

function phoneOf(url: string, sessionId: string, answer: unknown): GridPhone {
  const { capabilities } = answerAs(z.object({ capabilities: capabilitiesOfPhone }), answer, {
    server: url,
    request: 'POST /session',
  })
  const stage = capabilities[STAGE_CAPABILITY]
  if (stage === undefined)
    throw new GridError(
      'GRID_NO_STAGE',
      `the session at ${withoutKey(url)} names no stage: it has no capability ${STAGE_CAPABILITY}. Serve the phone with ` +
        '`callkit-conformance serve`, and start its Appium server by the command that this prints',
    )
  const udid = capabilities['appium:udid'] ?? capabilities.udid ?? 'unnamed'
  return { sessionId, udid, stage, language: capabilities[LANGUAGE_CAPABILITY], capabilities }
}

/** Gives a phone back. One that cannot be given back is gone, or the Grid is. */
export async function closeGridPhone(url: string, { sessionId }: Pick<GridPhone, 'sessionId'>): Promise<void> {
  const path = `/session/${encodeURIComponent(sessionId)}`
  await webDriverRequest(url, { method: 'DELETE', path, timeoutMs: CLOSE_TIMEOUT_MS }).catch(() => {})
}

async function newSession(url: string, release: string, timeoutMs: number): Promise<unknown> {
  // What only WebdriverIO understands is no capability to other clients.
  const { 'wdio:enforceWebDriverClassic': _classic, ...phone } = remoteCapabilities({ release })
  const alwaysMatch = { ...phone, 'appium:newCommandTimeout': IDLE_S }
  const body = { capabilities: { alwaysMatch, firstMatch: [{}] } }
  const request = { method: 'POST', path: '/session', body, timeoutMs: timeoutMs + LATE_MS } as const
  const answer = webDriverRequest(url, request)
  const answered = new AbortController()
  const late = delay(timeoutMs, LATE, { signal: answered.signal })
  const first = await Promise.race([answer, late]).finally(() => answered.abort())
  if (first !== LATE) return first
  void giveBack(url, answer)
  throw new GridError(
    'GRID_FULL',
    `expected the Grid at ${withoutKey(url)} to give a phone with iOS ${release} within ${timeoutMs / 1000} s, and it did not: ` +
      'another run may have been quicker, as one without --workers takes every free phone; or the Appium server behind ' +
      'it hangs',
  )
}

/** A Grid gives a phone also to a client that has hung up. */
async function giveBack(url: string, answer: Promise<unknown>): Promise<void> {
  const session = created.safeParse(await answer.catch(() => undefined))
  if (session.success) await closeGridPhone(url, session.data)
}

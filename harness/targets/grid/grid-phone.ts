import { z } from 'zod'
import { LABELS, type Language } from '../../../mocks/iphone/screen/labels.ts'
import { remoteCapabilities } from '../../callscreen/capabilities.ts'
import { LANGUAGE_CAPABILITY, STAGE_CAPABILITY } from '../served/stage-capability.ts'
import { GridError } from './grid-error.ts'
import { webDriverRequest, withoutKey } from './web-driver-request.ts'

/** A Grid queues a request that it cannot fulfil, for five minutes unless told otherwise. In milliseconds. */
const SESSION_TIMEOUT_MS = 30_000
const CLOSE_TIMEOUT_MS = 10_000

/** A session on a phone that a Grid has given, in data that can be handed to another process. */
export const gridPhone = z.object({
  sessionId: z.string(),
  udid: z.string(),
  /** Where the phone is played on. */
  stage: z.url(),
  language: z.enum(Object.keys(LABELS) as [Language, ...Language[]]),
  capabilities: z.record(z.string(), z.unknown()),
})
export type GridPhone = z.infer<typeof gridPhone>

const created = z.object({
  sessionId: z.string(),
  capabilities: z.looseObject({
    'appium:udid': z.string().optional(),
    udid: z.string().optional(),
    [STAGE_CAPABILITY]: z.url().optional(),
    [LANGUAGE_CAPABILITY]: gridPhone.shape.language.catch('en'),
  }),
})

/**
 * Asks a Grid for a phone, by nothing but its release.
 *
 * @throws GridError `GRID_SESSION` with what the Grid said, `GRID_FULL` when it says nothing, `GRID_NO_STAGE` for a phone
 * that `callkit-conformance serve` does not serve.
 */
export async function openGridPhone(url: string, release: string, timeoutMs = SESSION_TIMEOUT_MS): Promise<GridPhone> {
  const { sessionId, capabilities } = created.parse(await newSession(url, release, timeoutMs))
  const stage = capabilities[STAGE_CAPABILITY]
  if (stage === undefined) {
    await closeGridPhone(url, { sessionId })
    throw new GridError(
      'GRID_NO_STAGE',
      `the session at ${withoutKey(url)} names no stage: it has no capability ${STAGE_CAPABILITY}. Serve the phone with ` +
        '`callkit-conformance serve`, and start its Appium server by the command that this prints',
    )
  }
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
  const { 'wdio:enforceWebDriverClassic': _classic, ...alwaysMatch } = remoteCapabilities({ release })
  const body = { capabilities: { alwaysMatch, firstMatch: [{}] } }
  try {
    return await webDriverRequest(url, { method: 'POST', path: '/session', body, timeoutMs })
  } catch (error) {
    const isLate = error instanceof GridError && error.cause instanceof Error && error.cause.name === 'TimeoutError'
    if (!isLate) throw error
    throw new GridError(
      'GRID_FULL',
      `expected the Grid at ${withoutKey(url)} to give a phone with iOS ${release} within ${timeoutMs / 1000} s, and it did not: ` +
        'another run may have been quicker, or the Appium server behind it hangs',
      { cause: error },
    )
  }
}

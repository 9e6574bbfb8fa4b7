import { z } from 'zod'
import { WebDriverError } from './web-driver-error.ts'

const PREFIX = 'appium:'

/** The settings that may stand among the capabilities as well (`FBSessionCommands.m`). */
const SETTINGS = [
  'accessibilityDeadline',
  'defaultAlertAction',
  'elementResponseAttributes',
  'maxTypingFrequency',
  'shouldUseCompactResponses',
  'waitForIdleTimeout',
]

const group = z.record(z.string(), z.unknown())

/** The body of `POST /session`. Whether it has capabilities at all is for {@link mergedCapabilities} to say. */
export const newSessionBody = z.object({
  capabilities: z.object({ alwaysMatch: group.default({}), firstMatch: z.array(group).default([]) }).optional(),
})

/** What an app is launched with, as capabilities and `/wda/apps/launch` name it. */
export const launchOptions = z.object({
  arguments: z
    .array(z.string())
    .nullish()
    .transform((value) => value ?? []),
  environment: z
    .record(z.string(), z.string())
    .nullish()
    .transform((value) => value ?? {}),
})

const known = launchOptions.extend({
  bundleId: z.string().optional(),
  initialUrl: z.string().optional(),
  forceAppLaunch: z.boolean().default(true),
  shouldTerminateApp: z.boolean().default(true),
})

/** What a session is asked for, as far as the virtual phone can do something about it. */
export interface SessionCapabilities extends z.infer<typeof known> {
  readonly settings: Readonly<Record<string, unknown>>
}

/**
 * Merges the groups of capabilities: the first of `firstMatch` that repeats nothing of `alwaysMatch` is taken
 * (`FBProtocolHelpers.m`).
 *
 * @throws WebDriverError `session not created`
 */
export function mergedCapabilities({ capabilities }: z.infer<typeof newSessionBody>): SessionCapabilities {
  if (!capabilities) throw notCreated("'capabilities' is mandatory to create a new session")
  const required = withoutPrefix(capabilities.alwaysMatch)
  const candidates = capabilities.firstMatch.length > 0 ? capabilities.firstMatch.map(withoutPrefix) : [{}]
  const match = candidates.find((each) => !Object.keys(each).some((name) => Object.hasOwn(required, name)))
  if (!match) throw notCreated('Could not find matching capabilities: every firstMatch repeats a name of alwaysMatch')
  const merged = { ...required, ...match }
  const result = known.safeParse(merged)
  if (!result.success) throw notCreated(`The capabilities do not fit: ${z.prettifyError(result.error)}`)
  const settings = Object.entries(merged).filter(([name]) => SETTINGS.includes(name))
  return { ...result.data, settings: Object.fromEntries(settings) }
}

function withoutPrefix(capabilities: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(capabilities).map(([name, value]) => [
      name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name,
      value,
    ]),
  )
}

function notCreated(message: string): WebDriverError {
  return new WebDriverError('session not created', message)
}

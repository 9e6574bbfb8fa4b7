import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { CallScreenError } from './call-screen-error.ts'
import type { AppiumCapabilities } from './capabilities.ts'

const schema = z.looseObject({
  'appium:udid': z.string().exactOptional(),
  'appium:platformVersion': z.string().exactOptional(),
  'appium:webDriverAgentUrl': z.string().exactOptional(),
})

/** What a capability is called: an extension of W3C WebDriver’s own has the name of whoever has extended it (7.1). */
const NAME = /^(?:platformName|browserName|browserVersion|[\w.-]+:[\w.-]+)$/

/**
 * Capabilities as a user gives them: JSON, or the path of a file with JSON in it.
 *
 * @throws CallScreenError `CALL_SCREEN_SETTINGS` saying what is wrong with them, without what stands in them.
 */
export function readCapabilities(given: string): AppiumCapabilities {
  const inline = given.trimStart().startsWith('{')
  const what = inline ? 'the capabilities' : `the capabilities in ${given}`
  if (!inline && !existsSync(given))
    throw refused(
      `expected capabilities as JSON or as the path of a JSON file; came ${given}, and there is no such file`,
    )
  const parsed = schema.safeParse(json(inline ? given : readFileSync(given, 'utf8'), what))
  if (!parsed.success) throw refused(`expected ${what} to be what Appium takes:\n${z.prettifyError(parsed.error)}`)
  const unknown = Object.keys(parsed.data).filter((name) => !NAME.test(name))
  if (unknown.length > 0)
    throw refused(
      `expected ${what} to be called as Appium calls them; came ${unknown.join(', ')}: is it ` +
        `${unknown.map((name) => `appium:${name}`).join(', ')}?`,
    )
  return parsed.data
}

function json(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refused(`${what} are no JSON; expected such as {"appium:udid": "…", "appium:platformVersion": "18.2"}`)
  }
}

function refused(message: string): CallScreenError {
  return new CallScreenError('CALL_SCREEN_SETTINGS', message)
}

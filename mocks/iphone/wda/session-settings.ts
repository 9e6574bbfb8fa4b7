import { parseClassChain } from './class-chain.ts'
import { WebDriverError } from './web-driver-error.ts'

/** The settings of a session with their defaults (`FBSettings.m`, `FBConfiguration.m`). */
const DEFAULTS = {
  acceptAlertButtonSelector: '',
  accessibilityDeadline: 0,
  activeAppDetectionPoint: '64.00,64.00',
  animationCoolOffTimeout: 2,
  autoClickAlertSelector: '',
  boundElementsByIndex: false,
  defaultActiveApplication: 'auto',
  defaultAlertAction: '',
  dismissAlertButtonSelector: '',
  elementResponseAttributes: 'type,label',
  enforceCustomSnapshots: false,
  includeCustomActionsInPageSource: false,
  includeHittableInPageSource: false,
  includeMinMaxValueInPageSource: false,
  includeNativeAccessibilityElementInPageSource: false,
  includeNativeFrameInPageSource: false,
  keyboardAutocorrection: false,
  keyboardPrediction: false,
  limitXPathContextScope: true,
  maxTypingFrequency: 60,
  mjpegFixOrientation: false,
  mjpegScalingFactor: 100,
  mjpegServerFramerate: 10,
  mjpegServerScreenshotQuality: 25,
  reduceMotion: false,
  respectSystemAlerts: false,
  screenshotOrientation: 'auto',
  screenshotQuality: 3,
  shouldUseCompactResponses: true,
  snapshotMaxChildren: 2_147_483_647,
  snapshotMaxDepth: 50,
  useClearTextShortcut: true,
  useFirstMatch: false,
  waitForIdleTimeout: 10,
} as const satisfies Record<string, boolean | number | string>

type Widened<Value> = Value extends boolean ? boolean : Value extends number ? number : string

export type SessionSettings = { -readonly [Name in keyof typeof DEFAULTS]: Widened<(typeof DEFAULTS)[Name]> }

const ORIENTATIONS = ['auto', 'portrait', 'portraitUpsideDown', 'landscapeRight', 'landscapeLeft']
const POINT = /^\s*-?\d+(?:\.\d+)?\s*,\s*-?\d+(?:\.\d+)?\s*$/
/** Settings that null sets back; for any other it changes nothing. */
const CLEARABLE = [
  'acceptAlertButtonSelector',
  'autoClickAlertSelector',
  'defaultAlertAction',
  'dismissAlertButtonSelector',
]

export function defaultSettings(): SessionSettings {
  return { ...DEFAULTS }
}

/**
 * Changes settings. Names that WebDriverAgent does not know it passes over, so that a client may be newer than it.
 *
 * @throws WebDriverError `invalid argument` for a value of the wrong type or form, and `invalid selector` for an alert
 *   selector that is no class chain.
 */
export function applySettings(settings: SessionSettings, changes: Readonly<Record<string, unknown>>): void {
  for (const [name, change] of Object.entries(changes)) {
    if (!isSetting(name) || (change === null && !CLEARABLE.includes(name))) continue
    const value = change ?? ''
    const expected = typeof DEFAULTS[name]
    if (typeof value !== expected)
      throw new WebDriverError(
        'invalid argument',
        `The setting '${name}' takes a ${expected}, such as ${JSON.stringify(DEFAULTS[name])}; it got ${JSON.stringify(value)}`,
      )
    check(name, value)
    Object.assign(settings, { [name]: value })
  }
}

function isSetting(name: string): name is keyof SessionSettings {
  return Object.hasOwn(DEFAULTS, name)
}

function check(name: keyof SessionSettings, value: unknown): void {
  if (name === 'autoClickAlertSelector' && value) parseClassChain(String(value))
  if (name === 'screenshotOrientation' && !ORIENTATIONS.includes(String(value)))
    throw new WebDriverError(
      'invalid argument',
      `'${String(value)}' is no orientation; there are ${ORIENTATIONS.join(', ')}`,
    )
  if (name === 'activeAppDetectionPoint' && !POINT.test(String(value)))
    throw new WebDriverError(
      'invalid argument',
      `Both screen point coordinates should be valid numbers, such as '64,64'`,
    )
}

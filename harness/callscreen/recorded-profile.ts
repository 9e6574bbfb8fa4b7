import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { inspect } from 'node:util'
import { z } from 'zod'
import { DIGITS, type Control } from '../../mocks/iphone/screen/profiles/control.ts'
import { CallScreenError } from './call-screen-error.ts'
import { NAMED_CONTROLS, type SelectorProfile } from './selectors.ts'

const FORMAT = 'callkit-conformance/call-screen'
const VERSION = 1

/** The names of all controls, those of the keypad’s keys at the end. */
export const CONTROLS: readonly Control[] = [...NAMED_CONTROLS, ...DIGITS.map((digit) => `key ${digit}` as const)]

const texts = z.array(z.string().min(1, 'a name with at least one character, or none at all')).default([])
/** Of a process that may draw calls. */
export const bundleId = z.string().regex(/^[\w-]+(\.[\w-]+)*$/, 'a bundle identifier, such as com.apple.InCallService')

const names = z
  .strictObject({ identifiers: texts, labels: texts })
  .refine(
    ({ identifiers, labels }) => identifiers.length + labels.length > 0,
    'at least one identifier or label, or else no such control',
  )

const control = z.custom<Control>(
  (name) => CONTROLS.some((each) => each === name),
  `the name of a control, of ${CONTROLS.join(', ')}`,
)

/** A button as it was seen on a phone. */
const button = z.strictObject({
  /** Absent where the button has none, or one that reads like its label. */
  identifier: z.string().optional(),
  label: z.string(),
  /** Without the prefix `XCUIElementType`. */
  type: z.string(),
  traits: z.array(z.string()),
  /** In points. */
  rect: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
})
export type RecordedButton = z.infer<typeof button>

const ownerShown = z.strictObject({ owner: bundleId, state: z.string(), buttons: z.array(button) })
/** What one process showed. */
export type RecordedOwner = z.infer<typeof ownerShown>

const schema = z.strictObject({
  format: z.literal(FORMAT, `"${FORMAT}", which says what this file is`),
  version: z.literal(VERSION, `${VERSION}; a newer version needs a newer callkit-conformance`),
  /** iOS release that it was recorded on. */
  release: z.string().optional(),
  /** Bundle identifiers of the processes that draw calls, in the order to look. */
  owners: z.array(bundleId).min(1, 'at least one process that draws calls'),
  controls: z.partialRecord(control, names),
  /** Buttons that no control is known to be; the driver takes no notice of them. */
  unnamed: z.array(button.extend({ screen: z.string(), owner: bundleId })).default([]),
  /** Everything that was seen, by the name of the screen. */
  screens: z.record(z.string(), z.array(ownerShown)).default({}),
})

/** The call screen of a phone as `callkit-conformance profile` has recorded it, or as somebody has written it down. */
export type RecordedProfile = z.infer<typeof schema>

export function emptyProfile(release?: string | undefined): RecordedProfile {
  return {
    format: FORMAT,
    version: VERSION,
    ...(release !== undefined && { release }),
    owners: [],
    controls: {},
    unnamed: [],
    screens: {},
  }
}

/**
 * Reads a profile from its file.
 *
 * @throws CallScreenError `CALL_SCREEN_PROFILE` with each field that is wrong, what stands there, and what is expected.
 */
export function readRecordedProfile(file: string): RecordedProfile {
  const value = jsonIn(file)
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map((issue) => {
    const field = issue.path.map(String).join('.') || 'the file'
    const came = inspect(valueAt(value, issue.path), { depth: 1, breakLength: Infinity })
    return `  ${field}: expected ${expectedBy(issue)}; came ${came}`
  })
  throw refused(file, `is no profile of a call screen:\n${wrong.join('\n')}`)
}

/** The profile as a driver takes it, named after its file. */
export function selectorsOf({ owners, controls }: RecordedProfile, file: string): SelectorProfile {
  return { name: basename(file), owners, controls }
}

function expectedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `something of type ${issue.expected}`
  if (issue.code === 'unrecognized_keys') return `no field ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => message).join(', ')
  return issue.message
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw refused(file, `cannot be read as JSON: ${cause instanceof Error ? cause.message : String(cause)}`, cause)
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  )
}

function refused(file: string, what: string, cause?: unknown): CallScreenError {
  return new CallScreenError('CALL_SCREEN_PROFILE', `${file} ${what}\ndocs/call-screens.md says what there is`, {
    cause,
  })
}

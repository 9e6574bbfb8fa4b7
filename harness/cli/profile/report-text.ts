import { isAbsolute, relative } from 'node:path'
import { bold, dim, printable, wrapped, type Page } from '../../../reports/look.ts'
import { controlOf } from '../../callscreen/record-profile.ts'
import type { RecordedButton, RecordedProfile } from '../../callscreen/recorded-profile.ts'
import { REDACTED } from '../../callscreen/redact-source.ts'
import { NAMED_CONTROLS } from '../../callscreen/selectors.ts'
import { shellWord } from '../shell-word.ts'

/** What has been done, apart from the profile itself. */
export interface ProfileReport {
  /** The profile's file. */
  readonly out: string
  /** The screens to tell of. */
  readonly screens: readonly string[]
  /** The files of the page sources that were written. */
  readonly sources: readonly string[]
  /** How many elements had a text that was taken out. */
  readonly redacted: number
}

/** What a profile has of some screens, what it has no name for, and what to do next. */
export function reportText(
  profile: RecordedProfile,
  { out, screens, sources, redacted }: ProfileReport,
  page: Page,
): string {
  const owners = screens.flatMap((screen) => profile.screens[screen] ?? [])
  const lines = owners.flatMap(({ owner, state, buttons }) => [
    `${bold(owner, page)} ${dim(state, page)}`,
    ...(buttons.length > 0 ? buttons.map((each) => buttonLine(profile, each)) : ['  nothing that can be touched']),
  ])
  return [
    ...lines,
    '',
    `Written: ${[out, ...sources].join(', ')}`,
    ...(redacted > 0
      ? [
          wrapped(
            `${redacted} ${redacted === 1 ? 'element has' : 'elements have'} ${REDACTED} in place of a text that no known ` +
              'call screen has: it may be a name or a number. If a control is among them, record the screen again with ' +
              '--name and its label, or with --keep-texts, for your own eyes.',
            page.width,
            '',
          ),
        ]
      : []),
    ...nextSteps(profile, out, page),
    '',
  ].join('\n')
}

function buttonLine(profile: RecordedProfile, button: RecordedButton): string {
  const { identifier, label } = button
  const name = identifier === undefined ? label : `${identifier} (“${label}”)`
  return `  ${(controlOf(profile, button) ?? '?').padEnd(13)} ${printable(name)}`
}

function nextSteps({ unnamed, controls }: RecordedProfile, out: string, page: Page): string[] {
  const first = unnamed.map(({ identifier, label }) => identifier ?? label).find((name) => name && name !== REDACTED)
  const file = isAbsolute(out) ? out : `./${relative('.', out)}`
  return [
    ...(unnamed.length > 0 ? questions(first, out, page) : []),
    Object.keys(controls).length > 0
      ? `In callkit.config.ts: callScreen: { profile: '${file}' }`
      : 'No control of a call was recognised. Is a call on the screen?',
  ]
}

/** @param example What one of the buttons is called; undefined when all were taken out, so that the phone has to be looked at. */
function questions(example: string | undefined, out: string, page: Page): string[] {
  const naming = `--name ${shellWord(`decline=${example ?? 'Refuser'}`)}`
  const options = example === undefined ? `--capabilities phone.json ${naming}` : naming
  return [
    '',
    'What has a question mark is no control that is known. If a scenario needs it, say which one it is, for example:',
    `  callkit-conformance profile --out ${shellWord(out)} ${options}`,
    dim(wrapped(`Controls: ${NAMED_CONTROLS.join(', ')}, and “key 1” to “key #”`, page.width, '  '), page),
    '',
  ]
}

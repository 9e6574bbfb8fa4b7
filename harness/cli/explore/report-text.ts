import { bold, printable, sign, type Page } from '../../../reports/look.ts'
import type { Progress } from '../../explore/explore.ts'
import { symptomName } from '../../explore/symptom.ts'
import { catalogue } from '../../rules/catalogue.ts'
import { shellWord } from '../shell-word.ts'
import type { Found } from './explore-thread.ts'
import type { ExploreSettings } from './settings.ts'

/** What is printed of a counterexample. */
export function foundText(found: Found & { readonly run?: number }, settings: ExploreSettings, page: Page): string {
  const { symptom, others, steps, scenario, run } = found
  const verdict = symptom.kind === 'rule' ? symptom.outcome : 'error'
  const title = `${sign(verdict, page)} ${bold(symptomName(symptom), page)}`
  const origin = run === undefined ? '' : `, found in scenario ${run}`
  return [
    `${title} in ${count(steps.length, 'step')}${origin}`,
    `  ${printable(symptom.message)}`,
    ...(others.length > 0
      ? [`  With the same steps, and maybe by the same mistake: ${others.map(symptomName).join(', ')}`]
      : []),
    '',
    ...scenario.split('\n').map((line) => `  ${line}`),
    '',
    `  Play it again: ${replayCommand(steps, settings)}`,
    '',
  ].join('\n')
}

/** The command that plays some steps again. */
export function replayCommand(
  steps: Found['steps'],
  { app, appGiven, release }: Pick<ExploreSettings, 'app' | 'appGiven' | 'release'>,
): string {
  const named = appGiven ? ` --app ${shellWord(app)}` : ''
  return `npx callkit-conformance explore${named} --release ${release} --replay ${shellWord(JSON.stringify(steps))}`
}

/** How far an exploration has come, in one line. */
export function progressText({ runs, found, covered: { states, transitions, rules } }: Progress, ms: number): string {
  const perSecond = Math.round(runs / (ms / 1000))
  const reached = `${count(states, 'state')}, ${count(transitions, 'transition')}, ${rules.length} of ${catalogue.length} rules exercised`
  return `${count(runs, 'scenario')} (${perSecond} a second): ${reached}; ${count(found, 'counterexample')}`
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}

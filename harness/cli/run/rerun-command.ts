import { relative } from 'node:path'
import { DEFAULT_LANGUAGE } from '../../../mocks/iphone/screen/labels.ts'
import type { ScenarioResult } from '../../../reports/results.ts'
import { replayTitle, slug } from '../../scenario/scenario.ts'
import { withoutKey } from '../../targets/grid/web-driver-request.ts'
import { shellWord } from '../shell-word.ts'
import type { RunSettings } from './settings.ts'

/** The command that plays one scenario again as it was played in a run. */
export function rerunCommand(
  { options, server, appGiven }: Pick<RunSettings, 'options' | 'server' | 'appGiven'>,
  { id, release, flaky }: Pick<ScenarioResult, 'id' | 'release' | 'flaky'>,
): string {
  const { app, releases, requirements, language, callscreen, time, replay } = options
  const parts = ['npx callkit-conformance run']
  if (appGiven) parts.push(`--app ${shellWord(app)}`)
  parts.push(`--release ${release ?? releases.join()}`)
  if (requirements !== undefined) parts.push(`--requirements ${requirements}`)
  if (language !== DEFAULT_LANGUAGE) parts.push(`--language ${language}`)
  if (callscreen !== 'appium') parts.push(`--callscreen ${callscreen}`)
  if (server.kind !== 'own') parts.push(`--${server.kind} ${shellWord(withoutKey(server.url))}`)
  // Played once, it may well do what is expected of it.
  if (flaky) parts.push(`--repeat ${options.repeat}`)
  if (time !== 'auto') parts.push(`--time ${time}`)
  const capture = replay.find((file) => id.endsWith(`/${slug(replayTitle(file))}`))
  if (capture !== undefined) parts.push(`--replay ${shellWord(relative(process.cwd(), capture))}`)
  return [...parts, `--scenario ${id}`].join(' ')
}

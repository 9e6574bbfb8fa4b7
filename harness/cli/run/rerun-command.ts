import type { RunSettings } from './settings.ts'

/** The command that plays one scenario again as it was played in a run. */
export function rerunCommand(
  { options, appGiven }: Pick<RunSettings, 'options' | 'appGiven'>,
  scenario: string,
): string {
  const { app, release, callscreen, time } = options
  const parts = ['npx callkit-conformance run']
  if (appGiven) parts.push(`--app ${quoted(app)}`)
  parts.push(`--release ${release}`)
  if (callscreen !== 'appium') parts.push(`--callscreen ${callscreen}`)
  if (time !== 'auto') parts.push(`--time ${time}`)
  return [...parts, `--scenario ${scenario}`].join(' ')
}

/** As a POSIX shell reads it as one word. */
function quoted(text: string): string {
  return /^[\w./:@=+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

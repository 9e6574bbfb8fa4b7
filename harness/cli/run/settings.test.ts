import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { settingsOf, type RunFlags } from './settings.ts'

const reference = fileURLToPath(new URL('../../../fixtures/apps/reference', import.meta.url))

/** As commander leaves them when nothing is said. */
const unsaid: RunFlags = {
  target: 'virtual',
  callscreen: 'appium',
  time: 'auto',
  out: 'reports/out',
  json: false,
  strict: false,
  updateExpected: false,
  allure: true,
}

test('several releases, patterns and levels are taken apart', async () => {
  const flags = {
    ...unsaid,
    app: reference,
    release: ' 17, 18.2 18 ',
    rules: ['PUSH-*,AUDIO', '!AUDIO-001'],
    level: 'must',
  }
  const { options, bail } = await settingsOf({ ...flags, repeat: '50', bail: true })
  expect(options).toMatchObject({ releases: ['17.5', '18.2'], levels: ['MUST'], repeat: 50, rules: flags.rules })
  expect(bail).toBe(1)
})

test.each<{ flags: Partial<RunFlags>; says: string }>([
  { flags: { level: 'COULD' }, says: 'expected --level to be MUST or SHOULD' },
  { flags: { rules: ['LINT-TOKEN'] }, says: 'is advice about a backend' },
  { flags: { rules: ['PUSH-COMPL'], level: 'MUST' }, says: 'nothing is left to judge by' },
  { flags: { requirements: '1999.01' }, says: 'there are no requirements 1999.01; there are ' },
  { flags: { updateExpected: true }, says: 'expected --app with --update-expected' },
  { flags: { grid: 'http://127.0.0.1:1', release: '17,18' }, says: 'expected one --release with --grid' },
  { flags: { repeat: '0' }, says: 'expected --repeat' },
  { flags: { bail: 'soon' }, says: 'expected --bail' },
  { flags: { release: '' }, says: 'expected --release to be an iOS release such as 18.2, got an empty word' },
  { flags: { release: '17,' }, says: 'expected --release to be' },
  { flags: { level: '' }, says: 'expected --level to be MUST or SHOULD, or both with a comma between them, got an' },
  { flags: { rules: ['AUDIO', ''] }, says: 'expected --rules to name rules, such as' },
  { flags: { scenario: [' '] }, says: 'expected --scenario to be the id of a scenario' },
  { flags: { out: '' }, says: 'expected --out to be a folder, got an empty word' },
])('$flags is not understood', async ({ flags, says }) => {
  await expect(settingsOf({ ...unsaid, ...flags })).rejects.toThrow(says)
})

test('an expected failure of a rule that there is not is told before anything is played', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'callkit-settings-'))
  await using _ = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
  const entries = [{ rule: 'PUSH-REPROT-001', reason: 'known', link: 'https://example.com/1' }]
  await writeFile(join(folder, 'app.ts'), 'export default class {}')
  await writeFile(join(folder, 'expected-failures.json'), JSON.stringify(entries))
  await expect(settingsOf({ ...unsaid, app: join(folder, 'app.ts') })).rejects.toThrow(
    /there is no such rule; near it are PUSH-REPORT-001/,
  )
})

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CONTROLS, readRecordedProfile, selectorsOf } from './recorded-profile.ts'

const format = 'callkit-conformance/call-screen'
const least = { format, version: 1, owners: ['com.apple.springboard'], controls: { end: { labels: ['Raccrocher'] } } }

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'call-screen-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function written(text: string): Promise<string> {
  const file = join(folder, 'own.json')
  await writeFile(file, text)
  return file
}

test('the least that somebody can write down is a profile', async () => {
  const file = await written(JSON.stringify(least))
  expect(selectorsOf(readRecordedProfile(file), file)).toEqual({
    name: 'own.json',
    owners: ['com.apple.springboard'],
    controls: { end: { identifiers: [], labels: ['Raccrocher'] } },
  })
})

test('the one in the documentation is a profile', async () => {
  const page = await readFile(new URL('../../docs/call-screens.md', import.meta.url), 'utf8')
  const [, example = ''] = /```json\n(.*?)```/s.exec(page) ?? []
  const profile = readRecordedProfile(await written(example))
  expect(Object.keys(profile.controls)).toEqual(['answer', 'decline'])
})

test('the documentation has every control', async () => {
  const page = await readFile(new URL('../../docs/call-screens.md', import.meta.url), 'utf8')
  expect(CONTROLS.filter((control) => !control.startsWith('key ') && !page.includes(`\`${control}\``))).toEqual([])
})

test.each([
  [{ ...least, format: 'other' }, `format: expected "${format}", which says what this file is; came 'other'`],
  [{ ...least, version: 2 }, 'version: expected 1; a newer version needs a newer callkit-conformance; came 2'],
  [{ ...least, owners: [] }, 'owners: expected at least one process that draws calls; came []'],
  [
    { ...least, owners: ['the phone'] },
    "owners.0: expected a bundle identifier, such as com.apple.InCallService; came 'the phone'",
  ],
  [
    { ...least, controls: { anwser: { labels: ['A'] } } },
    'controls.anwser: expected the name of a control, of add, answer, ',
  ],
  [
    { ...least, controls: { end: {} } },
    'controls.end: expected at least one identifier or label, or else no such control; came {}',
  ],
  [
    { ...least, controls: { end: { labels: [''] } } },
    "controls.end.labels.0: expected a name with at least one character, or none at all; came ''",
  ],
  [
    { ...least, controls: { end: { labels: 'End' } } },
    "controls.end.labels: expected something of type array; came 'End'",
  ],
  [{ ...least, buttons: [] }, 'the file: expected no field buttons'],
])('%j is none, and every field that is wrong is said', async (profile, message) => {
  const file = await written(JSON.stringify(profile))
  expect(() => readRecordedProfile(file)).toThrow(expect.objectContaining({ code: 'CALL_SCREEN_PROFILE' }))
  expect(() => readRecordedProfile(file)).toThrow(message)
})

test('says which file is no JSON, and which is not there', async () => {
  const file = await written('{ owners')
  expect(() => readRecordedProfile(file)).toThrow(/own\.json cannot be read as JSON/)
  expect(() => readRecordedProfile(join(folder, 'none.json'))).toThrow(/none\.json cannot be read as JSON: ENOENT/)
})

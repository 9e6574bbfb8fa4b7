import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sampleEntry, sampleScenario } from '../../../reports/testing/sample-results.ts'
import { updateExpectationsFile } from './update-expectations-file.ts'

const extent = { judged: ['PUSH-REPORT-001', 'LIFE-003'], full: true, strict: false }
const known = { rule: 'PUSH-REPORT-001', reason: 'being worked on', link: 'https://example.com/1' }
const expected = sampleEntry({ verdict: 'fail', expected: known })

async function temporary() {
  const folder = await mkdtemp(join(tmpdir(), 'callkit-expected-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

test('it is told what has to be said of entries, and for what there are none', async () => {
  await using place = await temporary()
  const path = join(place.folder, 'expected-failures.json')
  const over = { ...known, until: '2026-11-21' }
  const scenarios = [
    sampleScenario({ id: 'incoming/a', rules: [expected, sampleEntry({ id: 'LIFE-003', verdict: 'fail' })] }),
    sampleScenario({ id: 'incoming/b', rules: [sampleEntry({ verdict: 'fail' })] }),
  ]
  const { said, errors } = await updateExpectationsFile(
    { path, entries: [over] },
    scenarios,
    extent,
    new Date('2026-11-22'),
  )
  expect(errors).toEqual([])
  expect(said.split('\n').slice(1)).toEqual([
    'None for 1 of LIFE-003: a crash is never excused.',
    'The last day (until) of 1 is over: mend them, or say until when they are accepted now.',
    'Say of 1 why (reason) and where the work on it is followed (link): until then every run fails.',
  ])
  expect(said).toContain('2 expected failures, 1 of them new, 0 taken out.')
  expect(JSON.parse(await readFile(path, 'utf8'))).toHaveLength(2)
})

test('a file that cannot be written is an error of the run, which has reports all the same', async () => {
  await using place = await temporary()
  const path = join(place.folder, 'gone', 'expected-failures.json')
  const scenarios = [sampleScenario({ rules: [expected] })]
  expect(await updateExpectationsFile({ path, entries: [known] }, scenarios, extent)).toEqual({
    said: '',
    errors: [
      expect.stringMatching(/cannot be written to .*gone\/expected-failures\.json \(ENOENT\): .*--update-expected/),
    ],
  })
})

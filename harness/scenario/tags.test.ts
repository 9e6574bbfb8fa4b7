import { expect, test } from 'vitest'
import { z } from 'zod'
import { catalogue } from '../rules/catalogue.ts'
import { tags, tagsOf } from './tags.ts'
import { ownVitest, type OwnVitest } from './testing/own-vitest.ts'

test('every rule, family and level has a tag, and a scenario only such', () => {
  const names = tags.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(expect.arrayContaining(['rule:PUSH-REPORT-001', 'family:ANS-FULFILL', 'level:must']))
  expect(tagsOf(catalogue.map(({ id }) => id)).toSorted()).toEqual(names.toSorted())
  expect(tagsOf(['AUDIO-001', 'AUDIO-006'])).toEqual([
    'rule:AUDIO-001',
    'family:AUDIO',
    'level:must',
    'rule:AUDIO-006',
    'level:should',
  ])
})

test('a user’s own vitest filters scenarios by them', { timeout: 60_000 }, async () => {
  await using vitest = await ownVitest(
    `conformance('reports', { rules: ['PUSH-REPORT-001'] }, async () => {})
    conformance('completes', { rules: ['PUSH-COMPL-001'] }, async () => {})
    conformance('starts sound', { rules: ['AUDIO-002'] }, async () => {})`,
  )
  expect(await listed(vitest, 'rule:PUSH-*')).toEqual(['reports', 'completes'])
  expect(await listed(vitest, 'level:must and not family:AUDIO')).toEqual(['reports'])
})

async function listed(vitest: OwnVitest, filter: string): Promise<string[]> {
  const { stdout } = await vitest.run('list', '--json', '--no-static-parse', '--tags-filter', filter)
  return z
    .array(z.looseObject({ name: z.string() }))
    .parse(JSON.parse(stdout))
    .map(({ name }) => name)
}

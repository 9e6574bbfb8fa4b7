import { expect, test } from 'vitest'
import { catalogue } from './catalogue.ts'
import { lint } from './lint/lint.ts'
import { isNamed, rulePatterns } from './rule-pattern.ts'

const ids = [...catalogue, ...lint].map(({ id }) => id)
const named = (...texts: string[]) => ids.filter((id) => isNamed(id, rulePatterns(texts)))

test.each([
  { texts: ['PUSH-REPORT-001'], count: 1 },
  { texts: ['PUSH-REPORT'], count: 11 },
  { texts: ['push-report-*'], count: 11 },
  { texts: ['PUSH-*-001'], count: 7 },
  { texts: ['PUSH-REPORT-001,AUDIO-001 AUDIO-002'], count: 3 },
  { texts: ['PUSH-REPORT', '!PUSH-REPORT-00*'], count: 2 },
  { texts: ['!PUSH'], count: 84 },
  { texts: [], count: 108 },
  { texts: ['*'], count: 108 },
  { texts: ['LINT'], count: 27 },
  { texts: ['.USH', 'PUSH-REPORT-0(1'], count: 0 },
])('$texts name $count rules', ({ texts, count }) => {
  expect(named(...texts)).toHaveLength(count)
})

test('what is left out is left out, in whatever order it is written', () => {
  expect(named('!AUDIO-001', 'AUDIO')).toEqual(named('AUDIO', '!AUDIO-001'))
  expect(named('AUDIO', '!AUDIO-001')).not.toContain('AUDIO-001')
})

import { expect, test } from 'vitest'
import { z } from 'zod'
import { callkitConformance } from './testing/command-line.ts'

const printed = z.array(
  z.looseObject({
    id: z.string(),
    level: z.enum(['MUST', 'SHOULD']),
    title: z.string(),
    limit: z.object({ value: z.number(), unit: z.enum(['ms', 'bytes', 'count']), evidence: z.string() }).nullable(),
    releases: z.object({ first: z.string(), last: z.string().optional() }),
    evidence: z.string(),
    sources: z.array(z.object({ title: z.string(), location: z.string() })).min(1),
    scenarios: z.array(z.string()),
    defects: z.array(z.object({ name: z.string(), mistake: z.string() })),
  }),
)

async function rules(...args: string[]): Promise<string> {
  await using command = await callkitConformance('rules', ...args)
  const { code, stdout, stderr } = await command.ended
  expect(code, stderr).toBe(0)
  return stdout
}

test('the catalogue as JSON: 108 rules, each with a scenario and a defect, without the advice', async () => {
  const catalogue = printed.parse(JSON.parse(await rules('--json')))
  expect(catalogue).toHaveLength(108)
  expect(catalogue.filter(({ scenarios, defects }) => scenarios.length === 0 || defects.length === 0)).toEqual([])
  const limitOf = (id: string) => catalogue.find((rule) => rule.id === id)?.limit
  expect(limitOf('PUSH-REPORT-002')).toMatchObject({ value: 7000, unit: 'ms', evidence: 'B+D' })
  expect(limitOf('AUDIO-001')).toBeNull()
})

test('an id is explained: what to do, in code, what happens otherwise, and how it is judged', async () => {
  const page = await rules('PUSH-REPORT-004')
  expect(page).toMatch(/^What to do\n +Let parsing never decide/m)
  expect(page).toMatch(/In Swift, by Apple’s names; not compiled here\n\n +struct IncomingCall/)
  expect(page).toMatch(/In TypeScript.*\n\n.*In place of an early return[^]*reportStandIn\(completion/)
  expect(page).toMatch(/^What happens otherwise\n/m)
  expect(page).toMatch(/^ +Proven by +drops-malformed-pushes: /m)
  expect(page).toMatch(/^ +Scenarios +[a-z-]+\/[a-z-]+$/m)
  expect(page).toMatch(/^ +Play it +callkit-conformance run --app \.\/my-app --rules PUSH-REPORT-004$/m)
})

test('without a word the catalogue is listed, and where the advice is', async () => {
  const list = await rules()
  expect(list).toMatch(/^108 rules: 108 judged, 0 not judged yet\n.*are advice about a backend: rules LINT\n$/m)
  expect(list).not.toMatch(/^LINT-/m)
})

test('patterns list what they name', async () => {
  const list = await rules('PUSH-*-002', 'LINT-TOKEN-001', '!PUSH-NSE')
  expect(list).toMatch(/^LINT-TOKEN-001 +MUST +Keep a provider token for 20 minutes\n[^]*^5 rules: /m)
})

test('an id of the advice explains it', async () => {
  expect(printed.parse(JSON.parse(await rules('LINT-TOKEN-001', '--json')))).toMatchObject([
    { id: 'LINT-TOKEN-001', judged: true, defects: [{ name: 'changes-tokens' }, { name: 'signs-each-push' }] },
  ])
})

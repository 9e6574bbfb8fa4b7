import { expect, test } from 'vitest'
import { callkitConformance } from './testing/command-line.ts'

test('a prefix lists the rules that begin so', { timeout: 20_000 }, async () => {
  await using command = await callkitConformance('rules', 'PUSH-REPORT')
  const { code, stdout } = await command.ended
  expect(code).toBe(0)
  expect(stdout).toMatch(/PUSH-REPORT-001 +MUST +Report before the delegate returns\n/)
  expect(stdout).toMatch(/^11 rules: 11 judged, 0 not judged yet$/m)
})

test('an id explains the rule, with the defects that prove it', { timeout: 20_000 }, async () => {
  await using command = await callkitConformance('rules', 'PUSH-REPORT-004', '--json')
  const { stdout } = await command.ended
  expect(JSON.parse(stdout)).toMatchObject([
    { id: 'PUSH-REPORT-004', judged: true, defects: [{ name: 'drops-malformed-pushes' }] },
  ])
})

test('without an id it lists the catalogue alone, and says where the advice is', { timeout: 20_000 }, async () => {
  await using command = await callkitConformance('rules')
  const { stdout } = await command.ended
  expect(stdout).toContain('108 rules: ')
  expect(stdout).not.toMatch(/^LINT-/m)
  expect(stdout).toMatch(/are advice about a backend: rules LINT\n$/)
})

test('the catalogue as JSON is without the advice', { timeout: 20_000 }, async () => {
  await using command = await callkitConformance('rules', '--json')
  const { stdout } = await command.ended
  expect(JSON.parse(stdout)).toHaveLength(108)
})

test('LINT lists the advice, and an id of it explains it', { timeout: 20_000 }, async () => {
  await using list = await callkitConformance('rules', 'LINT')
  expect((await list.ended).stdout).toMatch(/LINT-TOKEN-001 +MUST +Keep a provider token for 20 minutes\n/)
  await using one = await callkitConformance('rules', 'LINT-TOKEN-001', '--json')
  expect(JSON.parse((await one.ended).stdout)).toMatchObject([
    { id: 'LINT-TOKEN-001', judged: true, defects: [{ name: 'changes-tokens' }, { name: 'signs-each-push' }] },
  ])
})

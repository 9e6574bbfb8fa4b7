import { expect, test } from 'vitest'
import { callkitConformance } from './testing/command-line.ts'

test('a prefix lists the rules that begin so, gaps included', { timeout: 20_000 }, async () => {
  await using command = await callkitConformance('rules', 'PUSH-REPORT')
  const { code, stdout } = await command.ended
  expect(code).toBe(0)
  expect(stdout).toMatch(/PUSH-REPORT-001 +MUST +Report before the delegate returns\n/)
  expect(stdout).toMatch(/PUSH-REPORT-006 .*\(not judged yet\)\n/)
})

test('an id explains the rule, with the defects that prove it', { timeout: 20_000 }, async () => {
  await using command = await callkitConformance('rules', 'PUSH-REPORT-004', '--json')
  const { stdout } = await command.ended
  expect(JSON.parse(stdout)).toMatchObject([
    { id: 'PUSH-REPORT-004', judged: true, defects: [{ name: 'drops-malformed-pushes' }] },
  ])
})

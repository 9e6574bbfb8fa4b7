import { expect, test } from 'vitest'
import { ownVitest } from './testing/own-vitest.ts'

test(
  'in a vitest of one’s own a scenario passes only when it has shown what it is there for',
  { timeout: 60_000 },
  async () => {
    await using vitest = await ownVitest(
      `const time = 'virtual'
    conformance('a push rings', { rules: ['PUSH-REPORT-001'], time }, async ({ app, caller, rings }) => {
      await app.isIn('background')
      await caller.calls()
      await rings()
    })
    conformance('nobody calls', { rules: ['PUSH-REPORT-001'], time }, ({ rings }) => rings())
    conformance('nothing is asked', { rules: ['ACT-ONCE-001'], time }, ({ app }) => app.isIn('background'))`,
    )
    const { code, stdout } = await vitest.run('run', '--reporter=tap-flat')
    expect(code).toBe(1)
    const ended = [...stdout.matchAll(/^(ok|not ok) \d+ - calls\.suite\.ts > ([a-z ]+?) #/gm)].map(([, how, title]) => [
      title,
      how,
    ])
    expect(ended).toEqual([
      ['a push rings', 'ok'],
      ['nobody calls', 'not ok'],
      ['nothing is asked', 'not ok'],
    ])
    expect(stdout).toContain('ScenarioInconclusiveError')
    expect(stdout).toContain('the scenario could not go on: waited for')
    expect(stdout).toContain('is there to exercise ACT-ONCE-001, and did not')
  },
)

test('a scenario that is left out is skipped with the reason', { timeout: 60_000 }, async () => {
  await using vitest = await ownVitest(
    `conformance('a push rings', { rules: ['PUSH-REPORT-001'] }, () => Promise.reject(new Error('played')))
    conformance('nobody calls', { rules: ['ACT-ONCE-001'] }, () => Promise.reject(new Error('played')))`,
    { rules: ['ACT-ONCE'], scenarios: ['calls/a-push'] },
  )
  const { code, stdout } = await vitest.run('run', '--reporter=verbose')
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('2 skipped') })
  expect(stdout).toContain('it is there for PUSH-REPORT-001, none of which was chosen')
  expect(stdout).toContain('calls/nobody-calls begins with none of the chosen scenarios: calls/a-push')
})

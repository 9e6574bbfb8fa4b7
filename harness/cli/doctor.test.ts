import { expect, test } from 'vitest'
import { callkitConformance } from './testing/command-line.ts'

test('this machine can do the default run, and what is not built is said to be so', { timeout: 20_000 }, async () => {
  await using command = await callkitConformance('doctor', '--json')
  const { code, stdout } = await command.ended
  expect(code).toBe(0)
  const states = new Map(JSON.parse(stdout).map(({ part, state }: Record<string, string>) => [part, state]))
  expect(states.get('target virtual')).toBe('works')
  expect(states.get('appium-xcuitest-driver')).toBe('works')
  expect(states.get('target device')).toBe('not built yet')
  expect(['works', 'optional']).toContain(states.get('Java, for a Grid'))
  expect(['works', 'optional']).toContain(states.get('font for Chinese'))
})

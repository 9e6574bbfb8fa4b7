import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { collectScenarios } from './collect-scenarios.ts'

const suites = ['ending', 'outgoing'].map((name) =>
  fileURLToPath(new URL(`../../suites/${name}.suite.ts`, import.meta.url)),
)

test('suites that have declared before are collected all the same', async () => {
  const first = await collectScenarios(suites)
  expect(new Set(first.map(({ suite }) => suite))).toEqual(new Set(['ending', 'outgoing']))
  expect(await collectScenarios(suites.toReversed())).toHaveLength(first.length)
  expect(await collectScenarios(suites)).toEqual(first)
})

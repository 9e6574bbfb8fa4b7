import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { runsTypeScript, runWith, typescriptNode } from './suitable-node.ts'

test.for([
  ['20.19.4', false],
  ['22.17.1', false],
  ['22.18.0', true],
  ['24.0.0', true],
] as const)('Node %s loads TypeScript: %s', ([version, able]) => {
  expect(runsTypeScript(version)).toBe(able)
})

test.runIf(process.platform === 'linux')('the Node that is installed beside is one that does', async () => {
  const node = typescriptNode()
  const { stdout } = await promisify(execFile)(node ?? '', ['--version'])
  expect(runsTypeScript(stdout.trim().slice(1))).toBe(true)
})

test('the exit code is passed on, and so is the signal that ended the program', async () => {
  expect(await runWith(process.execPath, ['-e', 'process.exit(3)'])).toBe(3)
  expect(await runWith(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'])).toBe(137)
})

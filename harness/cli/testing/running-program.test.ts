import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { RunningProgram } from './running-program.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callkit-program-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('a program that ends before it is up says what it said', async () => {
  await using program = RunningProgram.start('short', 'echo out of order; exit 3', folder)
  // Somebody else may answer where it should.
  await vi.waitFor(() => expect(program.hasEnded).toBe(true))
  await expect(program.until(() => Promise.resolve(true), 1000)).rejects.toThrow('short has ended: out of order')
})

test('whatever becomes of the process that has started it, a program ends with it, and with all that it has started', async () => {
  const { href } = new URL('./running-program.ts', import.meta.url)
  const source = `
    import { RunningProgram } from ${JSON.stringify(href)}
    RunningProgram.start('long', 'sleep 600 & echo $$ $! >&2; wait', ${JSON.stringify(folder)})
    setInterval(() => {}, 1000)
  `
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: 'ignore' })
  const log = await vi.waitFor(async () => {
    const said = await readFile(join(folder, 'long.log'), 'utf8')
    expect(said).toMatch(/^\d+ \d+\n$/)
    return said
  }, 10_000)
  const pids = log.trim().split(' ').map(Number)
  expect(pids.map((pid) => process.kill(pid, 0))).toEqual([true, true])
  parent.kill('SIGKILL')
  await once(parent, 'exit')
  await vi.waitFor(() => {
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  }, 5000)
})

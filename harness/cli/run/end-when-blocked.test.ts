import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'

const { href } = new URL('./end-when-blocked.ts', import.meta.url)

function start(program: string): ChildProcess {
  const source = `import { endWhenBlocked } from ${JSON.stringify(href)}\nendWhenBlocked(1000)\n${program}`
  return spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: ['ignore', 'pipe', 'ignore'] })
}

async function ending(child: ChildProcess): Promise<unknown> {
  const [code, signal] = await once(child, 'exit')
  return code ?? signal
}

test('a process that blocks is ended', { timeout: 20_000 }, async () => {
  expect(await ending(start('for (;;);'))).toBe('SIGKILL')
})

test('a process that blocks without computing is ended, too', { timeout: 30_000 }, async () => {
  const program = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'
  expect(await ending(start(program))).toBe('SIGKILL')
})

test('a process that was stopped for longer, and goes on, is left alone', { timeout: 20_000 }, async () => {
  // It is stopped in the midst of computing, so that it does not come to its event loop first.
  const child = start(`
    import { writeSync } from 'node:fs'
    setTimeout(() => {
      writeSync(1, 'computing')
      for (let i = 0; i < 5e8; i++);
    }, 300)
  `)
  const ended = ending(child)
  if (child.stdout) await once(child.stdout, 'data')
  child.kill('SIGSTOP')
  await delay(1500)
  child.kill('SIGCONT')
  expect(await ended).toBe(0)
})

test('a process that only waits is left alone, and not kept from ending', { timeout: 20_000 }, async () => {
  expect(await ending(start('setTimeout(() => {}, 2000)'))).toBe(0)
})

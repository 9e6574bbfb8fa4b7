import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

const { href } = new URL('./end-when-blocked.ts', import.meta.url)

async function ending(program: string): Promise<unknown> {
  const source = `import { endWhenBlocked } from ${JSON.stringify(href)}\nendWhenBlocked(1000)\n${program}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: 'ignore' })
  const [code, signal] = await once(child, 'exit')
  return code ?? signal
}

test('a process that blocks is ended', { timeout: 20_000 }, async () => {
  expect(await ending('for (;;);')).toBe('SIGKILL')
})

test('a process that only waits is left alone, and not kept from ending', { timeout: 20_000 }, async () => {
  expect(await ending('setTimeout(() => {}, 2000)')).toBe(0)
})

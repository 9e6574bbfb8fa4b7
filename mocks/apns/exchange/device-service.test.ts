import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const program = fileURLToPath(new URL('../testing/push-into-small-file.ts', import.meta.url))

test('InternalServerError: a push that could not be captured is neither accepted nor delivered', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'small-'))
  // No file larger than 4 KB: less than twenty pushes with their headers.
  const command = `ulimit -f 4; exec "${process.execPath}" "${program}" "${join(folder, 'capture.jsonl')}"`
  const child = spawn('bash', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] })
  const { answers, delivered }: { answers: unknown[]; delivered: number } = JSON.parse(await text(child.stdout))
  await rm(folder, { recursive: true })
  expect([...new Set(answers)]).toEqual([200, 'InternalServerError'])
  expect(delivered).toBe(answers.filter((answer) => answer === 200).length)
})

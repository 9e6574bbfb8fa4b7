import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { faultsOf } from './fault-flags.ts'

async function fileOf(content: unknown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'callkit-faults-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'faults.json')
  await writeFile(file, JSON.stringify(content))
  return file
}

test('those of the file come first', async () => {
  const file = await fileOf([{ fault: 'lost' }, { fault: 'latency', ms: 5 }])
  const faults = await faultsOf(['{"fault":"silence"}'], file)
  expect(faults.map(({ fault }) => fault)).toEqual(['lost', 'latency', 'silence'])
})

test('what is wrong is named, with its field and its value', async () => {
  const file = await fileOf([{ fault: 'lost' }, { fault: 'latency', ms: '5s' }])
  await expect(faultsOf([], file)).rejects.toThrow(/^fault 2 of .*faults\.json, latency: ms: .*, got "5s"$/)
  await expect(faultsOf(['{"fault":"lost","match":{"connection":0}}'], undefined)).rejects.toThrow(
    /^--fault, lost: match\.connection: .*, got 0$/,
  )
})

test.each([
  ['{"fault":"latncy"}', 'there is no fault "latncy"; near it are latency'],
  ['{}', 'there is no fault nothing; there are latency, status'],
  ['{', 'in JSON'],
])('%s is no fault', async (flag, says) => {
  await expect(faultsOf([flag], undefined)).rejects.toThrow(says)
})

import { expect, test } from 'vitest'
import { RuntimeStand } from '../testing/runtime-stand.ts'
import { ProcessInfo } from './process-info.ts'

test('an app can ask what it was launched with', async () => {
  const stand = new RuntimeStand()
  const answers: unknown[] = []
  await stand.launch(() => void answers.push(ProcessInfo.processInfo.arguments))
  expect(answers).toEqual([['app.ts', '-verbose']])
})

test('an app can ask which release it runs on', async () => {
  const stand = new RuntimeStand()
  const answers: unknown[] = []
  await stand.launch(() => {
    const { processInfo } = ProcessInfo
    answers.push(processInfo.operatingSystemVersion)
    for (const [majorVersion, minorVersion] of [
      [17, 4],
      [18, 2],
      [18, 3],
      [26, 0],
    ] as const)
      answers.push(processInfo.isOperatingSystemAtLeast({ majorVersion, minorVersion, patchVersion: 0 }))
  })
  expect(answers).toEqual([{ majorVersion: 18, minorVersion: 2, patchVersion: 0 }, true, true, false, false])
})

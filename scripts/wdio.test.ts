import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { AppiumServer } from '../harness/callscreen/appium-server.ts'
import { virtualCapabilities } from '../harness/callscreen/capabilities.ts'
import { PhoneWithApp } from '../suites/wdio/virtual-phone.ts'

const repository = fileURLToPath(new URL('..', import.meta.url))
const wdio = join(repository, 'node_modules/@wdio/cli/bin/wdio.js')

function run(
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly code: unknown; readonly output: string }> {
  const env = { ...process.env, ...environment }
  return new Promise((resolve) => {
    execFile(process.execPath, [wdio, 'run', 'wdio.conf.ts'], { cwd: repository, env }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, output: stdout + stderr }),
    )
  })
}

test('wdio.conf.ts runs on its own, against a virtual iPhone', { timeout: 60_000 }, async () => {
  const { code, output } = await run({})
  expect(output).toMatch(/Spec Files:.*2 passed.*2 total/)
  expect(code).toBe(0)
})

test('wdio.conf.ts runs against a phone behind somebody else’s Appium', { timeout: 60_000 }, async () => {
  await using server = await AppiumServer.start()
  await using phone = await PhoneWithApp.boot({ release: '26.0' })
  const { code, output } = await run({
    CALLKIT_TARGET: 'remote',
    CALLKIT_APPIUM_URL: server.url,
    CALLKIT_CAPABILITIES: JSON.stringify(virtualCapabilities(phone)),
  })
  expect(output).toMatch(/Spec Files:.*1 passed.*1 total/)
  expect(code).toBe(0)
})

test('wdio.conf.ts says what is missing', { timeout: 60_000 }, async () => {
  const { code, output } = await run({ CALLKIT_TARGET: 'device' })
  expect(output).toContain('for CALLKIT_TARGET=device expected CALLKIT_RELEASE (the iOS release, such as 18.2) and')
  expect(code).toBe(1)
})

import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('a rejection that is no app’s ends the process, as it does where nobody listens', () => {
  const module = new URL('./unhandled-rejections.ts', import.meta.url).href
  const code = `
    import { attributeUnhandledRejections } from ${JSON.stringify(module)}
    attributeUnhandledRejections()
    Promise.reject(new Error('of nobody'))`
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('Error: of nobody')
})

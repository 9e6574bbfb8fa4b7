import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { callkitConformance } from './testing/command-line.ts'
import { deviceToken, mockAPNs } from './testing/mock-apns.ts'

async function command(...args: string[]) {
  await using started = await callkitConformance(...args)
  return await started.ended
}

const header = '{"capture":1,"environment":"development","startedAt":"2026-01-01T00:00:00Z","redacted":true}'

/** A capture of pushes with these answers. */
async function capture(folder: string, answers: readonly { status: number; reason?: string }[]): Promise<string> {
  const file = join(folder, 'capture.jsonl')
  const headers = [
    [':method', 'POST'],
    [':path', '/3/device/00fc…#5f1c2a'],
    ['apns-topic', 'com.example.App.voip'],
    ['apns-push-type', 'voip'],
  ]
  const lines = answers.map((answer, index) => {
    return { seq: index + 1, at: index, connection: 1, stream: 1, push: 'A', headers, body: '{}', bytes: 2, ...answer }
  })
  await writeFile(file, [header, ...lines.map((line) => JSON.stringify(line)), '{"seq":'].join('\n'))
  return file
}

describe('replay', { timeout: 30_000 }, () => {
  test('a capture of a push is replayed', async () => {
    await using apns = await mockAPNs()
    const file = await capture(apns.folder, [{ status: 200 }, { status: 200 }])
    const { code, stdout, stderr } = await command('replay', file, '--credentials', apns.folder, '--speed', 'max')
    expect(stdout).toBe('2 pushes sent\n  2  200\nAll were answered as they were when they were captured.\n')
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('line 4 breaks off') })
    expect(apns.delivered).toHaveLength(2)
  })

  test('answers that differ are shown and fail', async () => {
    await using apns = await mockAPNs()
    apns.gateway.unregister(deviceToken)
    const file = await capture(apns.folder, [{ status: 200 }, { status: 410, reason: 'Unregistered' }])
    const { code, stdout } = await command('replay', file, '--credentials', apns.folder, '--speed', 'max')
    expect(code).toBe(1)
    expect(stdout).toContain('  2  410 Unregistered\n1 answered in another way than when they were captured:\n')
    expect(stdout).toContain('  push 1 A: 200, now 410 Unregistered\n')
  })

  test('what is replayed can be selected, and the report is JSON on request', async () => {
    await using apns = await mockAPNs()
    const file = await capture(apns.folder, [{ status: 200 }, { status: 413, reason: 'PayloadTooLarge' }])
    const only = ['--only', 'status=200,topic=com.example.App.voip', '--json']
    const { code, stdout } = await command('replay', file, '--credentials', apns.folder, ...only)
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ sent: 1, accepted: 1, problems: [{ code: 'LINE_CUT', line: 4 }] })
  })

  test('a gateway that answers nothing is not there', async () => {
    await using apns = await mockAPNs()
    const file = await capture(apns.folder, [{ status: 200 }])
    await apns.gateway[Symbol.asyncDispose]()
    const { code, stdout } = await command('replay', file, '--credentials', apns.folder)
    expect({ code, stdout }).toEqual({ code: 3, stdout: expect.stringContaining('1  no answer') })
  })

  test('a redacted capture is not replayed to Apple without a token', async () => {
    await using apns = await mockAPNs()
    const file = await capture(apns.folder, [])
    const apple = ['--to', 'development', '--key', apns.keyFile, '--team-id', 'TEAM123456']
    const { code, stderr } = await command('replay', file, ...apple)
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('expected a device token') })
  })

  test('a token that is none is refused before anything is read', async () => {
    const { code, stderr } = await command('replay', 'none.jsonl', '--token', 'gg')
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('hexadecimal digit pairs, got …#') })
  })

  test('a file that is no capture is said to be none', async () => {
    await using apns = await mockAPNs()
    const { code, stderr } = await command('replay', apns.caFile, '--credentials', apns.folder)
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('expected a capture header') })
  })
})

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { callkitConformance } from './testing/command-line.ts'
import { bundleId, deviceToken, mockAPNs } from './testing/mock-apns.ts'

async function push(...args: string[]) {
  await using command = await callkitConformance('push', ...args)
  return await command.ended
}

describe('push', { timeout: 30_000 }, () => {
  test('the folder of credentials is all that is needed', async () => {
    await using apns = await mockAPNs()
    const { code, stdout, stderr } = await push('--credentials', apns.folder)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^200 in [\d.]+ ms\napns-id {9}[0-9A-F-]{36}\napns-unique-id {2}[0-9a-f-]{36}\n$/)
    expect(apns.delivered).toMatchObject([
      {
        payload: { UUID: expect.stringMatching(/^[0-9A-F-]{36}$/), identifier: 'jappleseed' },
        topic: `${bundleId}.voip`,
        priority: 10,
        expiration: 0,
      },
    ])
  })

  test('a call, its payload and every header can be given, and so can a key', async () => {
    await using apns = await mockAPNs()
    const uuid = 'A1B2C3D4-0000-4000-8000-000000000001'
    const template = join(apns.folder, 'own.json')
    await writeFile(template, '{"call":{"id":"{{uuid.lower}}","from":"{{displayName}}","video":"{{hasVideo}}"}}')
    const where = ['--to', apns.place, '--ca', apns.caFile, '--key', apns.keyFile, '--team-id', 'TEAM123456']
    const whom = ['--token', deviceToken, '--topic', `${bundleId}.voip`]
    const call = ['--template', template, '--uuid', uuid, '--name', 'Jane', '--video']
    const headers = ['--id', uuid, '--priority', '5', '--expiration', '', '--collapse-id', 'one']
    const { code, stdout } = await push(...where, ...whom, ...call, ...headers, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      status: 200,
      push: uuid,
      uniqueId: expect.any(String),
      ms: expect.any(Number),
      bytes: expect.any(Number),
    })
    expect(apns.delivered).toEqual([
      {
        push: uuid,
        payload: { call: { id: uuid.toLowerCase(), from: 'Jane', video: true } },
        bytes: expect.any(Number),
        topic: `${bundleId}.voip`,
        pushType: 'voip',
        priority: 5,
        collapseId: 'one',
        acceptedAt: expect.any(Number),
      },
    ])
  })

  test('a payload can be got wrong, on purpose', async () => {
    await using apns = await mockAPNs()
    const credentials = ['--credentials', apns.folder]
    const [malformed, mutated, refused] = await Promise.all([
      push(...credentials, '--malform', 'UUID absent'),
      push(...credentials, '--template', 'twilio', '--mutate', '/twi_from null'),
      push(...credentials, '--mutate', '5121 bytes'),
    ])
    expect([malformed?.code, mutated?.code]).toEqual([0, 0])
    const payloads = apns.delivered.map(({ payload }) => payload)
    expect(payloads).toContainEqual({ identifier: 'jappleseed' })
    expect(payloads).toContainEqual(expect.objectContaining({ twi_from: null }))
    expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('413 PayloadTooLarge') })
  })

  test('a device that has gone is told, with the time when it went', async () => {
    await using apns = await mockAPNs()
    apns.gateway.unregister(deviceToken)
    const { code, stdout } = await push('--credentials', apns.folder)
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringMatching(/^410 Unregistered since 20\d\d-/) })
  })

  test('a gateway that is not there is no refusal', async () => {
    await using apns = await mockAPNs()
    await apns.gateway[Symbol.asyncDispose]()
    const { code, stderr } = await push('--credentials', apns.folder)
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('ECONNREFUSED') })
    expect(stderr).not.toContain(deviceToken)
  })

  test('what can be pushed is listed', async () => {
    const { code, stdout } = await push('--list', '--template', 'stream')
    expect(code).toBe(0)
    for (const name of ['sendbird', '{{uuid.lower}}', 'UUID absent', '/stream/video null', 'repeated keys'])
      expect(stdout).toContain(name)
  })

  test('what is not understood is said', async () => {
    const { code, stderr } = await push('--template', 'twillio')
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('near it are twilio') })
  })
})

import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:http2'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { results } from '../../reports/results.ts'
import { readTrace } from '../trace/trace-file.ts'
import { callkitConformance, type Command } from './testing/command-line.ts'

const backend = fileURLToPath(new URL('apns/testing/push-calls.ts', import.meta.url))
const anyPort = ['--port', '0']

/** A gateway with a backend beside it. */
async function served(options: readonly string[], plan: object = {}) {
  const command = ['--', process.execPath, backend, JSON.stringify(plan)]
  return await callkitConformance('apns', ...anyPort, ...options, ...command)
}

/** What has been printed when the greeting is complete. */
async function greetingOf({ child }: Command): Promise<string> {
  let printed = ''
  const stream = child.stdout
  if (!stream) throw new Error('expected the output of the command')
  while (!printed.includes('Ctrl-C')) printed += String((await once(stream, 'data'))[0])
  return printed
}

async function resultsIn({ cwd }: Command) {
  return results.parse(JSON.parse(await readFile(join(cwd, 'reports/out/apns/results.json'), 'utf8')))
}

async function connectTo({ cwd }: Command) {
  const folder = join(cwd, 'apns-credentials')
  const file = (name: string) => readFile(join(folder, name), 'utf8')
  const index = JSON.parse(await file('credentials.json')) as Record<string, string>
  const { host, port, ca = '', certificate = '', certificateKey = '', deviceToken } = index
  const credentials = { ca: await file(ca), cert: await file(certificate), key: await file(certificateKey) }
  const session = connect(`https://${host}:${port}`, credentials)
  const headers = { 'apns-topic': 'com.example.App.voip', 'apns-push-type': 'voip', 'apns-expiration': '0' }
  await once(session, 'remoteSettings')
  return {
    async push() {
      const stream = session.request({ ':method': 'POST', ':path': `/3/device/${deviceToken}`, ...headers })
      stream.end('{"UUID":"A1B2C3D4-0000-4000-8000-000000000001"}').resume()
      await once(stream, 'close')
    },
    [Symbol.dispose]: () => session.destroy(),
  }
}

describe('apns', { timeout: 60_000 }, () => {
  test('a backend that does everything right conforms', async () => {
    await using command = await served(['--require', '--strict'], { pushes: 3 })
    const { code, stdout, stderr } = await command.ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^\d\d:\d\d:\d\d #1 200 {2}voip com\.example\.App\.voip /m)
    expect(stdout).toContain('3 over 1 connection in')
    expect(stdout).toContain('the backend conforms')
    expect(stdout).not.toContain('PRIVATE KEY')
    const { target, callscreen, verdict, rules } = await resultsIn(command)
    expect({ target, callscreen, verdict }).toEqual({ target: 'gateway', callscreen: 'none', verdict: 'pass' })
    expect(rules.find(({ id }) => id === 'LINT-TOKEN-003')?.verdict).toBe('pass')
    const junit = await readFile(join(command.cwd, 'reports/out/apns/junit.xml'), 'utf8')
    expect(junit).toContain('<testcase name="APNS-HDR-001 Address VoIP pushes as such" classname="gateway"')
  })

  test('a backend that makes a mistake is told which, what to do, and where that is written', async () => {
    await using command = await served(['--require'], { topic: 'com.example.App' })
    const { code, stdout } = await command.ended
    expect(code).toBe(1)
    expect(stdout).toContain('400 DeviceTokenNotForTopic')
    expect(stdout).toMatch(/a call has voip and a\s+topic that ends in \.voip/)
    expect(stdout).toContain('✗ APNS-HDR-001 Address VoIP pushes as such fail (MUST)')
    expect(stdout).toContain('https://developer.apple.com/')
    expect(stdout).toMatch(/Required {2}not met: .*APNS-HDR-001 fail/)
  })

  test('a broken SHOULD is let through, unless it is asked for', async () => {
    await using lenient = await served(['--require'], { expiresIn: 3600 })
    await using strict = await served(['--require', '--strict'], { expiresIn: 3600 })
    await using named = await served(['--require', 'LINT-TOKEN,APNS-HDR-003'], { expiresIn: 3600 })
    const ended = await Promise.all([lenient.ended, strict.ended, named.ended])
    expect(ended.map(({ code }) => code)).toEqual([0, 1, 1])
    expect(ended[2]?.stdout).toContain('not met: APNS-HDR-003 deviates')
  })

  test('a push that is refused is no conformance, whatever the rules say', async () => {
    await using command = await served(['--require', '--topic', 'com.example.Other.voip'])
    const { code, stdout } = await command.ended
    expect(code).toBe(1)
    expect(stdout).toContain('gateway/answers Send what APNs accepts fail')
    expect(stdout).toContain('1 push, 0 accepted: 1 × 400 TopicDisallowed')
  })

  test('what was not put to the test does not conform', async () => {
    await using nothing = await served(['--require'], { pushes: 0 })
    await using unexercised = await served(['--require', 'LINT-RETRY-001'])
    const [first, second] = await Promise.all([nothing.ended, unexercised.ended])
    expect(first).toMatchObject({ code: 1, stdout: expect.stringContaining('no push came') })
    expect(second).toMatchObject({ code: 1, stdout: expect.stringContaining('LINT-RETRY-001 was not put to the test') })
  })

  test('the command’s own failure is one', async () => {
    await using command = await served([], { exitCode: 4 })
    expect(await command.ended).toMatchObject({ code: 1, stdout: expect.stringMatching(/ended with 4\n$/) })
  })

  test('a device can be gone, and strangers can be refused', async () => {
    const [gone, stranger] = ['11'.repeat(32), '22'.repeat(32)]
    await using told = await served(['--gone', `${gone}=com.example.App.voip`], { device: gone })
    await using refused = await served(['--strict-devices'], { device: stranger })
    await using known = await served(['--strict-devices', '--require'])
    const [first, second, third] = await Promise.all([told.ended, refused.ended, known.ended])
    expect(first?.stdout).toContain('410 Unregistered')
    expect(second?.stdout).toContain('400 BadDeviceToken')
    expect(third?.code).toBe(0)
    for (const { stdout } of [first, second]) expect(stdout).not.toMatch(new RegExp(`${gone}|${stranger}`))
  })

  test('pushes that HTTP/2 refuses before anybody sees them are explained', async () => {
    await using command = await served([], { pushes: 150, atOnce: true })
    const { stdout } = await command.ended
    expect(stdout).toMatch(/connection 1: \d+ more streams were opened and\s+never became a push/)
    expect(stdout).toMatch(/REFUSED_STREAM/)
    expect(stdout).toMatch(/[1-9]\d* never seen/)
  })

  test('scripted faults are told as they strike, and are not the backend’s', async () => {
    const fault = '{"fault":"status","reason":"InternalServerError","times":1}'
    await using command = await served(['--fault', fault])
    const { stdout } = await command.ended
    expect(stdout).toContain('500 InternalServerError')
    expect(stdout).toContain('fault: answers pushes with 500 InternalServerError, once')
  })

  test('--json prints a trace, and everything else goes elsewhere', async () => {
    await using command = await served(['--json'], { pushes: 2 })
    const { stdout, stderr } = await command.ended
    const { trace, problems } = await readTrace(Readable.from([Buffer.from(stdout)]))
    expect(problems).toEqual([])
    expect(trace.of('apns.response').map(({ status }) => status)).toEqual([200, 200])
    expect(stderr).toContain('the backend conforms')
    expect(await readFile(join(command.cwd, 'reports/out/apns/trace.jsonl'), 'utf8')).toBe(stdout)
  })

  const curl = spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout ?? ''
  test.runIf(curl.includes('HTTP2'))('the command that is printed works when it is pasted', async () => {
    await using command = await callkitConformance('apns', ...anyPort, '--pushes', '1')
    const [line = ''] = /^curl (?:.*\\\n)*.*$/m.exec(await greetingOf(command)) ?? []
    const { stdout } = spawnSync('sh', ['-c', line], { cwd: command.cwd, encoding: 'utf8' })
    expect(stdout).toContain('HTTP/2 200')
    expect(await command.ended).toMatchObject({ code: 0, stdout: expect.stringContaining('the backend conforms') })
  })

  test('an interruption ends it with the table', async () => {
    await using command = await callkitConformance('apns', ...anyPort)
    await greetingOf(command)
    {
      using client = await connectTo(command)
      await client.push()
    }
    command.child.kill('SIGINT')
    const { code, stdout } = await command.ended
    expect(code).toBe(0)
    expect(stdout).toContain('SIGINT: ending')
    expect(stdout).toContain('✓ pass  APNS-HDR-001')
  })

  test('a flood is summed up, and does not fill the memory', async () => {
    await using command = await callkitConformance('apns', ...anyPort)
    await greetingOf(command)
    using client = await connectTo(command)
    const each = async () => {
      for (let push = 0; push < 100; push++) await client.push()
    }
    await Promise.all(Array.from({ length: 200 }, each))
    const status = process.platform === 'linux' ? await readFile(`/proc/${command.child.pid}/status`, 'utf8') : ''
    command.child.kill('SIGTERM')
    const { stdout } = await command.ended
    expect(stdout).toContain('20000 over 1 connection')
    expect(stdout).toMatch(/… and \d+ × 200/)
    expect(stdout.split('\n').length).toBeLessThan(2000)
    expect(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0)).toBeLessThan(700_000)
  })

  test('a second gateway does not take the port, nor touch what the first has captured', async () => {
    await using first = await callkitConformance('apns', ...anyPort)
    const port = /^Port +(\d+)$/m.exec(await greetingOf(first))?.[1] ?? ''
    const out = join(first.cwd, 'reports/out/apns')
    await using second = await callkitConformance('apns', '--port', port, '--out', out)
    const { code, stderr } = await second.ended
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('another program already does') })
    expect(await readFile(join(out, 'pushes.jsonl'), 'utf8')).toContain('"capture":1')
  })

  test('credentials are made alone, and found again', async () => {
    const args = ['apns', 'credentials', '--bundle-id', 'org.example.Phone', '--team-id', 'TEAM123456']
    await using command = await callkitConformance(...args)
    const { code, stdout, stderr } = await command.ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/Team ID +TEAM123456\n/)
    expect(stdout).toMatch(/Topic +org\.example\.Phone\.voip\n/)
    const index = await readFile(join(command.cwd, 'apns-credentials/credentials.json'), 'utf8')
    expect(JSON.parse(index)).toMatchObject({ bundleId: 'org.example.Phone', teamId: 'TEAM123456' })
  })

  const misuses = [
    { args: ['--port', 'https'], says: 'expected --port to be a port' },
    { args: ['--switch', 'maxConcurentStreams=3'], says: 'near it are maxConcurrentStreams' },
    { args: ['--switch', 'maxConcurrentStreams=many'], says: 'a whole number from 1 to 2147483647, got "many"' },
    { args: ['--device', 'xyz=com.example.App.voip'], says: 'hexadecimal' },
    { args: ['--device', '00fc=bad topic!'], says: 'expected --device to have letters, digits' },
    { args: ['--topic', 'bad topic!'], says: 'expected --topic to have letters, digits' },
    { args: ['--bundle-id', ''], says: 'expected --bundle-id to have letters, digits' },
    { args: ['credentials', '--bundle-id', 'bad id'], says: 'expected --bundle-id to have letters, digits' },
    { args: ['credentials', '--folder', '/dev/null/x'], says: 'a file is in its place; choose a folder with --folder' },
    { args: ['--credentials', '/dev/null'], says: 'a file is in its place; choose a folder with --credentials' },
    { args: ['--require', 'APNS-HDX'], says: 'near it are APNS-HDR-001' },
    { args: ['--strict'], says: 'expected --require' },
    { args: ['--for', 'soon'], says: 'expected --for to be a time' },
    { args: ['--key', 'none.p8', '--key-id', 'A', '--team-id', 'B'], says: 'cannot be read (ENOENT)' },
    { args: [...anyPort, '--', 'no-such-command'], says: 'no-such-command cannot be started (ENOENT)' },
  ]
  test.concurrent.for(misuses)('$args is not understood, and why is said', async ({ args, says }, { expect }) => {
    await using command = await callkitConformance('apns', ...args)
    const { code, stderr } = await command.ended
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says) })
  })

  test('an address that is not this machine’s is no place to listen', async () => {
    await using command = await callkitConformance('apns', '--host', '192.0.2.1')
    const { code, stderr } = await command.ended
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('EADDRNOTAVAIL') })
  })

  test('the switches are listed', async () => {
    await using command = await callkitConformance('apns', '--switches')
    expect(await command.ended).toMatchObject({ code: 0, stdout: expect.stringContaining('maxConcurrentStreams=1000') })
  })

  test('a key of the team’s own is accepted by its public half', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const folder = await mkdtemp(join(tmpdir(), 'callkit-key-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'public.pem')
    await writeFile(file, publicKey.export({ type: 'spki', format: 'pem' }))
    const key = ['--key', file, '--key-id', 'KEY1234567', '--team-id', 'TEAM123456']
    await using command = await callkitConformance('apns', ...anyPort, '--for', '1ms', ...key)
    expect(await command.ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/Key ID +KEY1234567/) })
  })
})

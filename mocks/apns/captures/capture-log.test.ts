import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { VirtualClock } from '../../clock/virtual-clock.ts'
import { CaptureLog, type CaptureLogOptions } from './capture-log.ts'
import type { CaptureRequest } from './capture-request.ts'
import { bodyOf } from './captured-push.ts'
import { readCaptureFile } from './read-capture.ts'
import { authorization, captureRequest, deviceToken, rawHeaders } from './testing/requests.ts'

let folder: string
let files = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callkit-captures-'))
})
afterAll(() => rm(folder, { recursive: true }))

const newFile = () => join(folder, `${files++}.jsonl`)
const program = (name: string) => fileURLToPath(new URL(`testing/${name}.ts`, import.meta.url))
const openLog = (options: Partial<CaptureLogOptions> = {}) =>
  CaptureLog.open({ environment: 'development', clock: new VirtualClock(), ...options })

function kept(log: CaptureLog, request: CaptureRequest): Promise<void> {
  return new Promise((resolve, reject) => log.keep(request, (error) => (error ? reject(error) : resolve())))
}

async function readAll(file: string) {
  await using capture = await readCaptureFile(file)
  const pushes = await Array.fromAsync(capture.pushes)
  return { header: capture.header, pushes, problems: capture.problems }
}

test('what is kept can be asked for, and is in the file', async () => {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  await clock.sleep(500)
  const file = newFile()
  const log = openLog({ clock, file, title: 'a test' })
  await kept(log, captureRequest({ at: 512.0004 }))
  await kept(
    log,
    captureRequest({ at: 700, stream: 3, status: 400, reason: 'BadPriority', violations: ['BadPriority', 'BadTopic'] }),
  )
  log.close()

  const { header, pushes, problems } = await readAll(file)
  expect(header).toEqual({
    capture: 1,
    environment: 'development',
    startedAt: '2026-01-01T00:00:00.500Z',
    redacted: true,
    title: 'a test',
  })
  expect(pushes).toMatchObject([
    { seq: 1, at: 12, stream: 1, status: 200, bytes: 47 },
    { seq: 2, at: 200, stream: 3, status: 400, reason: 'BadPriority', violations: ['BadPriority', 'BadTopic'] },
  ])
  expect(log.query()).toEqual(pushes)
  expect(problems).toEqual([])
})

test('without a file a request is kept at once, and only the latest are remembered', () => {
  const log = openLog({ keep: 2 })
  const told: string[] = []
  for (const push of ['1', '2', '3']) log.keep(captureRequest({ push }), () => told.push(push))
  expect(told).toEqual(['1', '2', '3'])
  expect(log.query().map(({ push }) => push)).toEqual(['2', '3'])
})

test('requests of one turn are written together, and told in order once they are in the file', async () => {
  const file = newFile()
  const log = openLog({ file })
  const { size } = statSync(file)
  const told: number[] = []
  const all = Promise.all(
    Array.from({ length: 100 }, (_, index) => kept(log, captureRequest()).then(() => told.push(index))),
  )
  expect(told).toEqual([])
  expect(statSync(file).size).toBe(size)
  await all
  expect(told).toEqual([...told.keys()])
  expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(102)
  log.close()
})

test('a mistake of one that is told keeps nobody else from being told', async () => {
  const log = openLog({ file: newFile() })
  const told: string[] = []
  log.keep(captureRequest({ push: 'A' }), () => {
    throw new Error('a mistake of whoever was told')
  })
  log.keep(captureRequest({ push: 'B' }), () => told.push('B'))
  expect(() => log.close()).toThrow('a mistake of whoever was told')
  expect(told).toEqual(['B'])
})

test('closing writes what is under way; what comes later is not kept', async () => {
  const file = newFile()
  const log = openLog({ file })
  const underWay = kept(log, captureRequest())
  log.close()
  log.close()
  await underWay
  await expect(kept(log, captureRequest())).rejects.toThrow('closed before this request')
  expect((await readAll(file)).pushes).toHaveLength(1)
})

test('a file is not overwritten unless it may be', async () => {
  const file = newFile()
  await writeFile(file, 'mine')
  expect(() => openLog({ file })).toThrow(
    expect.objectContaining({ code: 'CAPTURE_EXISTS', message: expect.stringContaining(file) }),
  )
  expect(await readFile(file, 'utf8')).toBe('mine')
  openLog({ file, overwrite: true }).close()
  expect((await readAll(file)).header.redacted).toBe(true)
})

test('a folder that is not there is the system’s error', () => {
  expect(() => openLog({ file: join(folder, 'none', 'x.jsonl') })).toThrow(expect.objectContaining({ code: 'ENOENT' }))
})

test('a capture holds no secret unless asked to', async () => {
  const secret = 'c0ffee00'.repeat(8)
  const body = Buffer.from(JSON.stringify({ UUID: 'A', accessToken: secret }))
  const requests = [
    captureRequest({ body }),
    captureRequest({ body: Buffer.from(`{"UUID":"A","sec\\u0072et":"${secret}"}`) }),
    captureRequest({ body: Buffer.from(`secret=${secret}`) }),
    captureRequest({ body: Buffer.from(`{"token":"${secret}","token":"[redacted]"}`) }),
    captureRequest({ body: Buffer.from(`{"a":{"\\u0074oken":"${secret}"},"a":1}`) }),
    captureRequest({ rawHeaders: rawHeaders({ ':path': `/devices/${secret}?x=${secret}` }) }),
    captureRequest({ rawHeaders: rawHeaders({ ':path': `/3/device/${deviceToken.toUpperCase()}` }) }),
    captureRequest({ rawHeaders: rawHeaders({ cookie: `sid=${secret}`, 'proxy-authorization': secret }) }),
    captureRequest({ rawHeaders: rawHeaders({ 'x-api': 'hunter2', cookie: 'sid=hunter2' }) }),
    captureRequest({ rawHeaders: rawHeaders({ 'x-device-token': deviceToken, 'user-agent': `app/${deviceToken}` }) }),
    captureRequest({ rawHeaders: rawHeaders({ 'apns-id': deviceToken, 'apns-collapse-id': deviceToken }) }),
    captureRequest({ rawHeaders: rawHeaders({ 'apns-topic': `com.example.${deviceToken}` }) }),
  ]
  for (const redact of [true, false]) {
    const file = newFile()
    const log = openLog({ file, redact })
    for (const request of requests) await kept(log, request)
    log.close()
    const content = await readFile(file, 'utf8')
    for (const hidden of [secret, 'hunter2', deviceToken, deviceToken.toUpperCase(), authorization])
      expect(content.includes(hidden)).toBe(!redact)
    expect((await readAll(file)).header.redacted).toBe(redact)
    const { mode } = await stat(file)
    // What others may do is left to the umask where there is nothing to hide.
    expect(redact || (mode & 0o077) === 0).toBe(true)
  }
})

test('what APNs reads, and what tells clients apart, is shown', () => {
  const shown = { 'apns-id': 'A1B2C3D4-0000-4000-8000-00000000000A', 'user-agent': 'node-apn/8', te: 'trailers' }
  const log = openLog()
  const given = rawHeaders({
    ...shown,
    'content-length': '2',
    'accept-encoding': 'gzip',
    host: 'localhost',
    'x-test': '1',
  })
  log.keep(captureRequest({ rawHeaders: given }), () => {})
  const headers = Object.fromEntries(log.query()[0]?.headers ?? [])
  expect(headers).toMatchObject({ ...shown, 'content-length': '2', 'accept-encoding': 'gzip', host: 'localhost' })
  expect(headers).toMatchObject({ 'x-test': '[redacted]', authorization: 'bearer [redacted]' })
})

test('a payload without a secret is kept to the byte, redacted or not', async () => {
  const bodies = ['{ "UUID" : "\\u0041" }\n', '\uFEFF{}', '\0', '']
  const log = openLog()
  for (const body of bodies) await kept(log, captureRequest({ body: Buffer.from(body) }))
  expect(log.query().map((push) => bodyOf(push).toString())).toEqual(bodies)
})

test('any request comes back from the file as it was', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('…', '\u2028', '\0', '"', 'ÿ', '\n') }),
  )
  const request = fc.record({
    headers: fc.array(fc.tuple(text, text)),
    body: fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      text.map((body) => Buffer.from(body)),
    ),
    push: text,
    reason: fc.option(text, { nil: undefined }),
    fault: fc.option(text, { nil: undefined }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 5 }), async (requests) => {
      const file = newFile()
      const log = openLog({ file, redact: false })
      const all = requests.map(({ headers, ...rest }) =>
        kept(log, captureRequest({ ...rest, rawHeaders: headers.flat() })),
      )
      await Promise.all(all)
      log.close()
      const { pushes, problems } = await readAll(file)
      expect(problems).toEqual([])
      const came = pushes.map((push) => ({
        headers: push.headers,
        body: bodyOf(push),
        push: push.push,
        reason: push.reason,
        fault: push.fault,
      }))
      expect(came).toEqual(requests)
      expect(log.query()).toEqual(pushes)
    }),
    { numRuns: 60 },
  )
})

test('a process that is killed in a burst has lost nothing that it had confirmed', async () => {
  const file = newFile()
  const child = spawn(process.execPath, [program('keep-until-killed'), file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const confirmed: string[] = []
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    confirmed.push(...lines)
    if (confirmed.length > 2000) child.kill('SIGKILL')
  })
  const [, signal] = await once(child, 'close')
  expect(signal).toBe('SIGKILL')
  const { pushes, problems } = await readAll(file)
  const inFile = new Set(pushes.map(({ push }) => push))
  expect(confirmed.filter((push) => !inFile.has(push))).toEqual([])
  expect(problems.filter(({ code }) => code !== 'LINE_CUT')).toEqual([])
})

test.skipIf(process.platform === 'win32')('a file that may not grow loses nothing that was confirmed', async () => {
  const file = newFile()
  const command = `ulimit -f 4; exec "${process.execPath}" "${program('keep-in-small-file')}" "${file}"`
  const child = spawn('bash', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] })
  const { outcomes, inMemory } = JSON.parse(await text(child.stdout))
  const written = Object.keys(outcomes).filter((push) => outcomes[push] === 'written')
  expect(written).toEqual(expect.arrayContaining(['0', '1', '2', '3', '4', '10']))
  expect(outcomes[9]).toContain('EFBIG')
  const { pushes, problems } = await readAll(file)
  expect(pushes.map(({ push }) => push)).toEqual(written)
  expect(inMemory).toEqual(written)
  expect(problems).toEqual([])
})

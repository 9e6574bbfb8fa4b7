import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { results } from '../../reports/results.ts'
import * as happenings from '../rules/testing/happenings.ts'
import { traceOf, type Entry } from '../rules/testing/trace-of.ts'
import { callkitConformance } from './testing/command-line.ts'

const log = (name: string) => fileURLToPath(new URL(`../../fixtures/traces/${name}.log`, import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callkit-check-'))
})
afterAll(() => rm(folder, { recursive: true }))

const header = (fields: object = {}) =>
  JSON.stringify({
    trace: 1,
    app: 'my-app',
    target: 'virtual',
    release: '18.2',
    startedAt: '2026-01-01T00:00:00Z',
    ...fields,
  })

async function traceFile(lines: readonly string[]): Promise<string> {
  const file = join(folder, `${crypto.randomUUID()}.jsonl`)
  await writeFile(file, lines.join('\n'))
  return file
}

const linesOf = (...entries: readonly Entry[]) => traceOf(...entries).events.map((event) => JSON.stringify(event))

const ringing: readonly Entry[] = [
  [0, happenings.launch()],
  [1, happenings.deliver()],
  [2, happenings.enter()],
  [3, happenings.report()],
  [4, happenings.accepted()],
  [5, happenings.returned()],
  [6, happenings.completed()],
]
const over: Entry = [7, happenings.over('app')]
const reported = linesOf(...ringing, over)
const missed: readonly Entry[] = [
  [0, happenings.deliver()],
  [1, happenings.enter()],
  [2, happenings.returned()],
]
const unreported = linesOf(...missed)

async function check(...args: string[]) {
  await using started = await callkitConformance('check', ...args)
  return await started.ended
}

async function checked(...args: string[]) {
  const { code, stdout } = await check('--json', ...args)
  const { rules, scenarios, errors } = results.parse(JSON.parse(stdout))
  const broken = rules.filter(({ verdict }) => verdict === 'fail' || verdict === 'deviates').map(({ id }) => id)
  const verdictOf = (id: string) => rules.find((rule) => rule.id === id)?.verdict
  return { code, broken, verdictOf, scenarios, errors }
}

describe('check of a trace', { timeout: 30_000 }, () => {
  test('prints what is broken, a line per rule and the verdict', async () => {
    const file = await traceFile([header({ scenario: 'incoming/background' }), ...unreported, ''])
    const { code, stdout, stderr } = await check(file, '--rules', 'PUSH-REPORT-001')
    expect(stdout).toContain('✗ PUSH-REPORT-001 Report before the delegate returns fail (MUST)\n')
    expect(stdout).toContain(`again: callkit-conformance check ${file}\n`)
    expect(stdout).toMatch(/^Verdict {2}✗ my-app does not conform \(iOS 18\.2, target virtual\)$/m)
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  })

  test('passes rules that it shows, and skips those that it cannot', async () => {
    const file = await traceFile([header(), ...reported, ''])
    const { code, broken, verdictOf, scenarios } = await checked(file, '--rules', 'PUSH-REPORT-001', 'END-001')
    expect({ code, broken }).toEqual({ code: 0, broken: [] })
    expect([verdictOf('PUSH-REPORT-001'), verdictOf('END-001')]).toEqual(['pass', 'skipped'])
    expect(scenarios[0]?.rules.find(({ id }) => id === 'END-001')?.message).toMatch(/^needs .*server\.hangup/)
  })

  test('judges the trace of a gateway by what a gateway sees', async () => {
    const file = await traceFile([header({ target: 'gateway' }), ...linesOf([0, happenings.received()]), ''])
    const { verdictOf } = await checked(file)
    expect([verdictOf('APNS-HDR-001'), verdictOf('PUSH-REPORT-001')]).toEqual(['pass', 'skipped'])
  })

  test('counts a broken SHOULD with --strict', async () => {
    const again = '{"seq":9,"at":8,"uncertaintyMs":0,"name":"pk.completion","push":"'
    const file = await traceFile([header(), ...reported, `${again}${happenings.PUSH}"}`, ''])
    const only = [file, '--rules', 'PUSH-COMPL-001']
    expect(await checked(...only)).toMatchObject({ code: 0, broken: ['PUSH-COMPL-001'] })
    expect(await checked(...only, '--strict')).toMatchObject({ code: 1, broken: ['PUSH-COMPL-001'] })
  })

  test('tells of lines that it cannot use, judges the rest, and shows nothing to conform', async () => {
    const newer = '{"seq":90,"at":1,"uncertaintyMs":0,"name":"pk.nap"}'
    const file = await traceFile([header(), ...reported, newer, '{"seq":91,', '{"seq":92,"at"'])
    const { code, scenarios, verdictOf } = await checked(file, '--rules', 'PUSH-REPORT-001')
    expect({ code, verdict: verdictOf('PUSH-REPORT-001') }).toEqual({ code: 1, verdict: 'pass' })
    expect(scenarios[0]?.message?.split('\n')).toEqual([
      'line 10 has the unknown event "pk.nap"; a newer harness may know it',
      expect.stringContaining('line 11 is no JSON'),
      expect.stringContaining('line 12 breaks off'),
    ])
  })

  const answering: Entry = [8, happenings.perform('CXAnswerCallAction')]
  test.each([
    ['with 1 call, 1 action open', { scenario: 'answering/now' }, [...ringing, answering]],
    ['with 1 call, 1 action open', {}, [...ringing, answering]],
    ['before the end of its scenario', { scenario: 'answering/now' }, [...ringing, over]],
  ])('says that one breaks off %s: %j', async (says, fields, entries) => {
    const file = await traceFile([header(fields), ...linesOf(...entries), ''])
    const { code, scenarios } = await checked(file, '--rules', 'PUSH-REPORT', 'ANS-FULFILL')
    expect({ code, verdict: scenarios[0]?.verdict }).toEqual({ code: 1, verdict: 'inconclusive' })
    expect(scenarios[0]?.message).toContain(`the trace ends ${says}; what the app would still have done is not known`)
  })

  test('says of one that breaks a rule that it breaks off, too', async () => {
    const file = await traceFile([header({ scenario: 'answering/now' }), ...unreported, ''])
    const { stdout } = await check(file, '--rules', 'PUSH-REPORT-001')
    expect(stdout).toContain('PUSH-REPORT-001 Report before the delegate returns fail (MUST)\n')
    expect(stdout).toContain(`? ${file}\n    the trace ends before the end of its scenario`)
  })

  test('judges the other files beside one of another version', async () => {
    const [newer, good] = await Promise.all([traceFile([header({ trace: 9 })]), traceFile([header(), ...reported])])
    const { code, errors, scenarios } = await checked(newer, good)
    expect({ code, judged: scenarios.map(({ id }) => id) }).toEqual({ code: 3, judged: [good] })
    expect(errors).toEqual([
      `${newer}: the trace has version 9; this harness reads up to 1. Read it with the version that wrote it, or update`,
    ])
  })
})

describe('check of a device log', { timeout: 30_000 }, () => {
  test.each([
    ['killed', ['PUSH-REPORT-002'], 1],
    ['blocked', ['PUSH-REPORT-001', 'PUSH-BLOCK-001'], 1],
    ['noisy', ['PUSH-REPORT-002', 'PUSH-SETUP-004'], 1],
    ['good', [], 0],
  ])('of an app that is %s', async (name, rules, code) => {
    const found = await checked(log(name))
    expect({ code: found.code, broken: found.broken }).toEqual({ code, broken: rules })
  })

  test('passes nothing for which it would take a report', async () => {
    const { verdictOf, scenarios } = await checked(log('good'))
    expect([verdictOf('PUSH-BLOCK-001'), verdictOf('PUSH-REPORT-002')]).toEqual(['pass', 'skipped'])
    const { message } = scenarios[0]?.rules.find(({ id }) => id === 'PUSH-REPORT-002') ?? {}
    expect(message).toBe('needs cx.report.call, which a device log does not show')
  })

  test('tells the apps apart', async () => {
    const { scenarios } = await checked(log('noisy'))
    expect(scenarios.map(({ id, rules }) => [id, rules.find(({ verdict }) => verdict === 'fail')?.id])).toEqual([
      [`${log('noisy')} (com.example.phone)`, 'PUSH-SETUP-004'],
      [`${log('noisy')} (org.other.chat)`, 'PUSH-REPORT-002'],
    ])
  })

  test('says that a text is no log', async () => {
    const file = await traceFile(['Dear diary,', 'nobody called.'])
    const { code, errors } = await checked(file)
    expect(code).toBe(3)
    expect(errors).toEqual([
      `${file}: neither a trace nor a device log: none of the 2 lines begins like one of log stream, log show, idevicesyslog or the Console`,
    ])
  })

  test('reads stdin', async () => {
    const bin = fileURLToPath(new URL('bin.ts', import.meta.url))
    const child = spawn(process.execPath, [bin, 'check', '-'], { stdio: ['pipe', 'pipe', 'inherit'] })
    createReadStream(log('killed')).pipe(child.stdin)
    const [stdout] = await Promise.all([text(child.stdout), once(child, 'exit')])
    expect(stdout).toContain('trace: stdin\n')
    expect(child.exitCode).toBe(1)
  })
})

describe('check does not understand', { timeout: 30_000 }, () => {
  test.each([
    ['a file that is not there', ['none.jsonl'], 'there is no such file'],
    ['a folder', [tmpdir()], 'which is a folder'],
    ['a rule that is not there', [log('good'), '--rules', 'PSUH'], 'no rule begins with PSUH'],
    ['a release without data', [log('good'), '--release', '9.3'], 'there is no data for iOS 9.3'],
    ['another policy', [log('good'), '--answer-policy', 'never'], 'Allowed choices are'],
  ])('%s', async (_, args, message) => {
    const { code, stderr } = await check(...args)
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) })
  })
})

test('the page about device logs names every message that is understood, and commands that there are', async () => {
  const page = await readFile(new URL('../../docs/device-logs.md', import.meta.url), 'utf8')
  const { logMessages } = await import('../trace/device-log/messages.ts')
  for (const { means } of logMessages) expect(page).toContain(`| ${means} `)
  const { stdout } = await check('--help')
  for (const [option] of page.matchAll(/(?<=callkit-conformance check[^\n]*)--[a-z-]+/g))
    expect(stdout).toContain(option)
})

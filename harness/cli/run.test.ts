import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { results } from '../../reports/results.ts'
import { sampleResults } from '../../reports/testing/sample-results.ts'
import { writeResults } from '../../reports/write-results.ts'
import { callkitConformance } from './testing/command-line.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/apps/${name}`, import.meta.url))
const direct = ['run', '--callscreen', 'direct']
/** A run of one scenario, for which a second worker would be started in vain. */
const alone = [...direct, '--workers', '1', '--no-allure']

let root: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'callkit-run-'))
})
afterAll(() => rm(root, { recursive: true }))

function temporaryFolder(): Promise<string> {
  return mkdtemp(join(root, 'folder-'))
}

async function readResults(folder: string) {
  return results.parse(JSON.parse(await readFile(join(folder, 'results.json'), 'utf8')))
}

describe('run', { timeout: 60_000 }, () => {
  test('the built-in app conforms, and all reports are written', async () => {
    await using command = await callkitConformance(...direct, '--rules', 'PUSH-REPORT')
    const { code, stdout, stderr } = await command.ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('✓ incoming/a-push-rings-a-locked-phone')
    expect(stdout).toContain('fixtures/apps/reference conforms')
    const out = join(command.cwd, 'reports', 'out')
    expect(await readResults(out)).toMatchObject({ verdict: 'pass', errors: [], callscreen: 'direct' })
    expect(await readFile(join(out, 'junit.xml'), 'utf8')).toContain('<testcase name="a push rings a locked phone"')
    const page = await readFile(join(out, 'allure', 'index.html'), 'utf8')
    expect(page).not.toContain('googletagmanager.com/gtag')
    expect((await readdir(out)).toSorted()).toEqual([
      '.callkit-conformance',
      'allure',
      'allure-results',
      'junit.xml',
      'results.json',
      'traces',
    ])
  })

  test('the sample of the article is found out for malformed pushes', async () => {
    const only = ['--scenario', 'incoming/a-malformed-push-is-reported-uuid-absent', '--json']
    await using command = await callkitConformance(...alone, '--app', fixture('seed-sample'), ...only)
    const { code, stdout, stderr } = await command.ended
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('does not conform') })
    const { scenarios } = results.parse(JSON.parse(stdout))
    const broken = scenarios[0]?.rules.find(({ id }) => id === 'PUSH-REPORT-004')
    expect(broken).toMatchObject({ verdict: 'fail', message: expect.stringContaining('UUID absent') })
    expect(stderr).toContain('PUSH-REPORT-004')
    expect(stderr).toMatch(
      /again: npx callkit-conformance run --app \S+ --release 18.2 --callscreen direct --scenario /,
    )
  })

  test('captured pushes find out an app that only knows its own payload', async () => {
    const captures = ['article', 'twilio', 'sygnal'].map((name) => fixture(`../captures/${name}.jsonl`))
    const only = ['--replay', ...captures, '--scenario', 'delivery/replays', '--no-allure', '--json']
    await using command = await callkitConformance(...direct, '--app', fixture('seed-sample'), ...only)
    const { code, stdout, stderr } = await command.ended
    expect(code).toBe(1)
    const { scenarios } = results.parse(JSON.parse(stdout))
    const verdicts = Object.fromEntries(scenarios.map(({ id, verdict }) => [id, verdict]))
    expect(verdicts).toMatchObject({
      'delivery/replays-twilio-jsonl': 'fail',
      'delivery/replays-sygnal-jsonl': 'skipped',
    })
    const twilio = scenarios.find(({ id }) => id === 'delivery/replays-twilio-jsonl')
    expect(twilio?.rules.find(({ id }) => id === 'PUSH-REPORT-001')).toMatchObject({ verdict: 'fail' })
    expect(stderr).toMatch(/--replay \S+twilio\.jsonl --scenario delivery\/replays-twilio-jsonl/)
  })

  test('a release may be named by its first number', async () => {
    const one = ['--scenario', 'incoming/a-push-rings-a-locked-phone-whose', '--json']
    await using command = await callkitConformance(...alone, '--release', '13', ...one)
    const { stdout } = await command.ended
    expect(results.parse(JSON.parse(stdout))).toMatchObject({ release: '13.7', verdict: 'pass' })
  })

  test('parts of a run play each scenario once, and one that has none says so', async () => {
    const only = ['--scenario', 'incoming/a-push-rings-a-locked-phone', '--json']
    const runs = ['1/2', '2/2'].map(async (part) => {
      await using command = await callkitConformance(...alone, '--shard', part, ...only)
      return await command.ended
    })
    const [one, other] = await Promise.all(runs)
    expect(one?.code).toBe(0)
    expect(results.parse(JSON.parse(one?.stdout ?? '')).scenarios.map(({ id }) => id)).toEqual([
      'incoming/a-push-rings-a-locked-phone',
      'incoming/a-push-rings-a-locked-phone-whose-app-was-ended',
    ])
    expect(other).toMatchObject({ code: 0, stderr: expect.stringContaining('is in part 2 of 2') })
    expect(results.parse(JSON.parse(other?.stdout ?? '')).scenarios).toEqual([])
  })

  test('a capture that is not there is named', async () => {
    await using command = await callkitConformance(...direct, '--replay', 'nowhere.jsonl')
    expect(await command.ended).toMatchObject({ code: 2, stderr: expect.stringContaining('nowhere.jsonl') })
  })

  const broken = [
    { app: 'crashes-at-start', says: 'the key store is locked' },
    { app: 'never-registers', says: 'did not register for VoIP pushes' },
    { app: 'blocks-forever', says: 'did not register for VoIP pushes' },
    { app: 'garbage-on-link', says: 'ready for calls' },
    { app: 'not-an-app', says: 'does not export an app' },
  ]
  test.concurrent.for(broken)('an app that cannot be tested is told so: $app', async ({ app, says }, { expect }) => {
    await using command = await callkitConformance(...direct, '--app', fixture(`broken/${app}.ts`))
    const { code, stderr } = await command.ended
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining(says) })
    expect(stderr).toContain('traces/start.ios-18.2.jsonl')
    expect(await command.leftBehind()).toEqual([])
  })

  test.concurrent('a run that breaks leaves no earlier results behind', async ({ expect }) => {
    const out = await temporaryFolder()
    await writeResults(out, sampleResults())
    const app = fixture('broken/crashes-at-start.ts')
    await using command = await callkitConformance(...direct, '--app', app, '--out', out)
    expect((await command.ended).code).toBe(3)
    expect((await readdir(out)).toSorted()).toEqual(['.callkit-conformance', 'traces'])
  })

  test.concurrent('an app that blocks its worker on virtual time does not block the run', async ({ expect }) => {
    const only = ['--scenario', 'incoming/a-malformed-push-is-reported-empty-object', '--no-allure']
    await using command = await callkitConformance(...direct, '--app', fixture('broken/blocks-on-push.ts'), ...only)
    const { code, stdout } = await command.ended
    expect({ code, stdout }).toEqual({ code: 3, stdout: expect.stringContaining('30 s in a synchronous wait') })
    expect(await command.leftBehind()).toEqual([])
  })

  test('an app that ends by itself just after a push has failed', async () => {
    const only = ['--scenario', 'answering/the-user-answers-and-media-connect-at-once']
    await using command = await callkitConformance(...alone, '--app', fixture('broken/exits-mid-call.ts'), ...only)
    const { code, stdout } = await command.ended
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('out of memory') })
    expect(await command.leftBehind()).toEqual([])
  })

  test.runIf(process.platform === 'linux')('an interrupted run leaves no process behind', async () => {
    await using command = await callkitConformance(...direct, '--no-allure', '--scenario', 'incoming/a-push')
    await once(command.child.stdout ?? command.child, 'data')
    await vi.waitFor(async () => expect((await command.leftBehind()).length).toBeGreaterThan(3), 20_000)
    command.child.kill('SIGTERM')
    expect((await command.ended).code).toBe(143)
    await vi.waitFor(async () => expect(await command.leftBehind()).toEqual([]), 10_000)
  })
})

describe('usage', { timeout: 30_000 }, () => {
  test.concurrent('a folder with files that no run has made is not touched', async ({ expect }) => {
    const out = await temporaryFolder()
    await writeFile(join(out, 'results.json'), 'mine')
    await using command = await callkitConformance(...direct, '--out', out)
    expect(await command.ended).toMatchObject({ code: 2, stderr: expect.stringContaining('has results.json') })
    expect(await readFile(join(out, 'results.json'), 'utf8')).toBe('mine')
  })

  test.concurrent('a configuration that waits for ever is given up', async ({ expect }) => {
    const app = await temporaryFolder()
    await writeFile(join(app, 'callkit.config.mjs'), 'await new Promise(() => {})')
    await using command = await callkitConformance(...direct, '--app', app)
    const { code, stderr } = await command.ended
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('did not finish loading within 10 s') })
  })

  test.concurrent('one mistyped scenario among others is refused before anything is played', async ({ expect }) => {
    const out = await temporaryFolder()
    await writeResults(out, sampleResults())
    const before = (await readdir(out)).toSorted()
    const named = ['--scenario', 'incoming/a-push-rings-a-locked-phone', '--scenario', 'incoming/a-pusch']
    await using command = await callkitConformance(...direct, '--out', out, ...named)
    const { code, stdout, stderr } = await command.ended
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^no scenario begins with incoming\/a-pusch; near it are:\n  incoming\/a-push/)
    expect((await readdir(out)).toSorted()).toEqual(before)
  })

  const misuses = [
    { args: ['rnu'], says: 'Did you mean run?' },
    { args: ['run', '--releas', '18.2'], says: 'Did you mean --release?' },
    { args: ['run', '--release', '12.0'], says: 'there is for 13.7' },
    { args: ['run', '--callscreen', 'finger'], says: 'Allowed choices are appium, direct' },
    { args: ['run', '--app', './nowhere'], says: 'no app at ./nowhere' },
    { args: ['run', '--rules', 'PUSH-REPROT'], says: 'near it are' },
    { args: [...direct, '--scenario', 'incoming/a-pusch'], says: 'incoming/a-push' },
    { args: [...direct, '--shard', '9/9', '--scenario', 'ending/nobdy'], says: 'ending/nobody-answers' },
    { args: [...direct, '--scenario', 'incoming', '--rules', 'AUDIO-009'], says: 'that begins with incoming is there' },
    { args: ['run', '--out', fixture('broken/not-an-app.ts')], says: 'a file is in its place' },
    { args: ['rules', 'NO-SUCH'], says: 'no rule begins with NO-SUCH' },
  ]
  test.concurrent.for(misuses)(
    '$args is not understood, and what there is is said',
    async ({ args, says }, { expect }) => {
      await using command = await callkitConformance(...args)
      const { code, stdout, stderr } = await command.ended
      expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(says) })
    },
  )
})

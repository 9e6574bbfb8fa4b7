import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { results } from '../../reports/results.ts'
import { AppiumServer } from '../callscreen/appium-server.ts'
import { callkitConformance } from './testing/command-line.ts'
import { freePorts } from './testing/free-ports.ts'
import { RunningProgram } from './testing/running-program.ts'
import { serving, type Serving } from './testing/serving.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/apps/${name}`, import.meta.url))
const run = (...args: string[]) => callkitConformance('run', '--no-allure', ...args)

describe('run on a phone that is served elsewhere', { timeout: 60_000 }, () => {
  let resources: AsyncDisposableStack
  let stand: Serving
  let appium: string

  beforeAll(async () => {
    resources = new AsyncDisposableStack()
    stand = resources.use(await serving())
    const [port] = await freePorts(1)
    const command = stand.phones[0]?.appium.replace('npx appium', 'appium').replace('4731', String(port)) ?? ''
    appium = `http://127.0.0.1:${port}`
    const server = resources.use(RunningProgram.start('appium', command, stand.command.cwd))
    await server.until(async () => (await fetch(`${appium}/status`)).ok, 30_000)
  })
  afterAll(() => resources.disposeAsync())

  test('its scenarios pass, but for those that take virtual time', async () => {
    const only = ['incoming/a-push-rings-a-locked-phone', 'call-screen/the-user-plays', 'ending/nobody-answers']
    await using command = await run('--grid', appium, '--json', '--scenario', ...only)
    const { code, stdout, stderr } = await command.ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('on virtual-1 of the Grid') })
    const { scenarios } = results.parse(JSON.parse(stdout))
    expect(scenarios.map(({ id, verdict, phone }) => ({ id, verdict, phone }))).toEqual([
      { id: 'call-screen/the-user-plays-digits-on-the-keypad', verdict: 'pass', phone: 'virtual-1' },
      { id: 'ending/nobody-answers', verdict: 'skipped', phone: undefined },
      { id: 'incoming/a-push-rings-a-locked-phone', verdict: 'pass', phone: 'virtual-1' },
      { id: 'incoming/a-push-rings-a-locked-phone-whose-app-was-ended', verdict: 'pass', phone: 'virtual-1' },
    ])
    expect(scenarios[1]?.message).toContain('virtual time')
    expect(await command.leftBehind()).toEqual([])
  })

  test('a phone with another app, or another release, is not played on', async () => {
    await using other = await run('--grid', appium, '--app', fixture('seed-sample'))
    expect(await other.ended).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('give run and serve the same --app'),
    })
    await using older = await run('--grid', appium, '--release', '17')
    expect(await older.ended).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('has iOS 18.2, and 17.5 is asked for'),
    })
  })

  test('more workers than phones are too many', async () => {
    await using command = await run('--grid', appium, '--workers', '2')
    expect(await command.ended).toMatchObject({ code: 3, stderr: expect.stringContaining('and 1 can be had') })
  })

  test('an interrupted run gives its phone back', async () => {
    await using command = await run('--grid', appium, '--scenario', 'incoming')
    let said = ''
    command.child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await vi.waitFor(() => expect(said).toContain('✓ incoming'), 20_000)
    command.child.kill('SIGTERM')
    expect((await command.ended).code).toBe(143)
    await using next = await run('--grid', appium, '--scenario', 'incoming/a-push-rings-a-locked-phone')
    expect((await next.ended).code).toBe(0)
  })

  test('a phone that goes away is an error, and no verdict on the app', async () => {
    await using command = await run('--grid', appium, '--scenario', 'incoming/a-push-rings', 'answering/the-user')
    let said = ''
    command.child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await vi.waitFor(() => expect(said).toContain('✓ '), 20_000)
    const gone = once(stand.command.child, 'exit')
    stand.command.child.kill('SIGKILL')
    await gone
    expect((await command.ended).code).toBe(3)
    const written = await readFile(join(command.cwd, 'reports/out/results.json'), 'utf8')
    const { verdict, scenarios } = results.parse(JSON.parse(written))
    expect(verdict).toBe('error')
    expect(scenarios.find((scenario) => scenario.verdict === 'error')?.message).toMatch(/stage/)
  })
})

describe('run through an Appium server that is there', { timeout: 60_000 }, () => {
  test('starts no other', async () => {
    await using server = await AppiumServer.start()
    const only = ['--scenario', 'incoming/a-push-rings-a-locked-phone', '--json']
    await using command = await run('--appium', server.url, ...only)
    const { code, stdout } = await command.ended
    expect(code).toBe(0)
    expect(results.parse(JSON.parse(stdout))).toMatchObject({ callscreen: 'appium', verdict: 'pass' })
  })

  test('says where there is none', async () => {
    await using command = await run('--appium', 'http://127.0.0.1:9')
    expect(await command.ended).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('start one with: npx appium server'),
    })
  })
})

describe('usage', { timeout: 30_000 }, () => {
  test.concurrent.for([
    { args: ['--grid', 'localhost:4444'], says: 'a URL such as http://127.0.0.1:4444' },
    { args: ['--grid', 'http://a', '--appium', 'http://b'], says: 'got both' },
    { args: ['--grid', 'http://a', '--callscreen', 'direct'], says: 'no --grid' },
    { args: ['--appium', 'http://a', '--callscreen', 'direct'], says: 'no --appium' },
    { args: ['--grid', 'http://a', '--time', 'virtual'], says: 'served phones are on real time' },
    { args: ['--grid', 'http://a', '--language', 'de'], says: 'serve --language' },
    { args: ['--workers', '0'], says: '--workers to be a whole number of at least 1' },
    { args: ['--shard', '3/2'], says: 'such as 1/2' },
  ])('$args is not understood, and what there is is said', async ({ args, says }, { expect }) => {
    await using command = await run(...args)
    const { code, stderr } = await command.ended
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says) })
  })
})

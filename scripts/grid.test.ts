import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gridSlots } from '../harness/targets/grid/grid-status.ts'
import { RunningProgram } from '../harness/cli/testing/running-program.ts'
import { freePorts } from '../harness/cli/testing/free-ports.ts'
import { GridPhones } from '../harness/targets/grid/grid-phones.ts'
import { results, type Results } from '../reports/results.ts'
import { readRecipe } from './grid-recipe.ts'

const repository = fileURLToPath(new URL('..', import.meta.url))
const bin = join(repository, 'harness/cli/bin.ts')

/** The ports in the page. The test takes free ones in their place. */
const PORTS = ['4442', '4443', '4444', '4700', '4731', '4732', '5555', '5556']

/** Three JVMs on two cores that other tests share. In milliseconds. */
const READY_MS = 60_000

const SCENARIOS = [
  'incoming/a-push-rings-an-app',
  'incoming/a-push-rings-a-locked-phone',
  'answering/the-user-answers',
  'ending/the-user-hangs-up',
  'ending/the-other-side-hangs-up',
  'ending/the-user-declines',
  'audio/audio-starts',
]

const hasJava = spawnSync('java', ['-version']).status === 0
if (!hasJava)
  console.warn('skipped: Selenium Grid needs Java 17; install it with: apt-get install openjdk-17-jre-headless')

describe.skipIf(!hasJava)('docs/grid.md, as it stands', { timeout: 120_000 }, () => {
  let resources: AsyncDisposableStack
  let folder: string
  let gridUrl: string
  let command: (step: string) => string

  const env = {
    ...Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS|NODE_ENV|TEST$)/.test(name)),
    ),
    PATH: `${join(repository, 'node_modules/.bin')}:${process.env['PATH']}`,
    NO_COLOR: '1',
    // So short a life is over before a JVM has made itself quicker.
    JAVA_TOOL_OPTIONS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
  }

  beforeAll(async () => {
    resources = new AsyncDisposableStack()
    folder = await mkdtemp(join(tmpdir(), 'callkit-grid-'))
    resources.defer(() => rm(folder, { recursive: true }))
    await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'))
    await symlink(join(repository, 'fixtures/apps/reference/app.ts'), join(folder, 'app.ts'))
    const free = await freePorts(PORTS.length)
    const ports = new Map(PORTS.map((port, index) => [port, String(free[index])]))
    // npx takes half a second to find what is beside it.
    const adapt = (text: string) =>
      text
        .replaceAll(/\b\d{4}\b/g, (port) => ports.get(port) ?? port)
        .replaceAll('npx callkit-conformance', `node ${bin}`)
        .replaceAll('npx appium', 'appium')
    const recipe = readRecipe(await readFile(join(repository, 'docs/grid.md'), 'utf8'))
    for (const [name, text] of recipe.files) await writeFile(join(folder, name), adapt(text))
    command = (step) => adapt(recipe.steps.get(step) ?? `echo there is no step ${step}; false`)
    const start = (step: string) => resources.use(RunningProgram.start(step, command(step), folder, env))
    gridUrl = adapt('http://127.0.0.1:4444')

    const phones = join(folder, 'phones.json')
    await start('serve').until(async () => (await readFile(phones, 'utf8')).endsWith('\n'), READY_MS)
    await writeFile(phones, adapt(await readFile(phones, 'utf8')))
    const servers = ['4731', '4732'].map((port, index) => ({
      step: start(`appium-${index + 1}`),
      url: adapt(`http://127.0.0.1:${port}/status`),
    }))
    const hub = start('hub')
    await Promise.all(servers.map(({ step, url }) => step.until(async () => (await fetch(url)).ok, READY_MS)))
    await hub.until(async () => (await fetch(`${gridUrl}/status`)).ok, READY_MS)
    const nodes = [start('node-1'), start('node-2')]
    const isReady = async () => ((await gridSlots(gridUrl)) ?? []).filter(({ isUp }) => isUp).length === 2
    await Promise.all(nodes.map((node) => node.until(isReady, READY_MS)))
  }, 2 * READY_MS)

  afterAll(() => resources.disposeAsync(), 30_000)

  /** Plays what a step of the page says, with some options more, and expects it to conform. Gives what it came to. */
  async function play(step: string, ...more: string[]): Promise<Results> {
    const text = [command(step).trim(), '--no-allure --json', ...more].join(' ')
    const { code, stdout, stderr } = await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      execFile('sh', ['-c', text], { cwd: folder, env, maxBuffer: 1e8 }, (error, stdout, stderr) =>
        resolve({ code: error ? error.code : 0, stdout, stderr }),
      )
    })
    // What a run prints for people says which scenario broke, and how.
    expect(code, `${stderr}\n${stdout}`).toBe(0)
    return results.parse(JSON.parse(stdout))
  }

  test('the suites are played on both phones at a time, and conform', async () => {
    const { scenarios, verdict } = await play('run', '--scenario', ...SCENARIOS)
    expect(verdict).toBe('pass')
    const passed = scenarios.filter((scenario) => scenario.verdict === 'pass')
    expect(passed.length).toBeGreaterThanOrEqual(12)
    expect(new Set(passed.map(({ phone }) => phone))).toEqual(new Set(['virtual-1', 'virtual-2']))
    expect((await gridSlots(gridUrl))?.map(({ isFree }) => isFree)).toEqual([true, true])
  })

  test('two runs play a part each, on a phone each', async () => {
    const only = [
      '--scenario',
      'answering/the-user-answers-and-media-connect',
      'answering/the-user-answers-on-the-lock-screen',
    ]
    const part = (shard: string) => play('shard', `--shard ${shard} --out ${shard.replace('/', '-of-')}`, ...only)
    const parts = await Promise.all([part('1/2'), part('2/2')])
    const played = parts.map(({ scenarios }) => scenarios.filter(({ verdict }) => verdict === 'pass'))
    expect(played.map((scenarios) => scenarios.length)).toEqual([1, 1])
    expect(played.map(([first]) => first?.phone).toSorted()).toEqual(['virtual-1', 'virtual-2'])
  })

  test('phones that are not there, or not free, are told from those that are', async () => {
    await expect(GridPhones.open({ url: gridUrl, release: '26.4', atMost: 9 })).rejects.toMatchObject({
      code: 'GRID_NO_SUCH_PHONE',
      message: expect.stringContaining('its phones have iOS 18.2'),
    })
    await using taken = await GridPhones.open({ url: gridUrl, release: '18.2', atMost: 9 })
    expect(taken.phones.map(({ udid }) => udid).toSorted()).toEqual(['virtual-1', 'virtual-2'])
    await expect(GridPhones.open({ url: gridUrl, release: '18.2', atMost: 9 })).rejects.toMatchObject({
      code: 'GRID_FULL',
      message: expect.stringContaining('none of them is free'),
    })
  })
})

import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { results } from '../reports/results.ts'

// The package as a user gets it: packed, installed by npm beside an app of the user’s own, and used under whatever Node
// is on the PATH; where that is Node 20, the package's own Node 24 has to do the work.

const repository = fileURLToPath(new URL('..', import.meta.url))
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')

/** Measured on 2 cores: 4 s to build and pack, 28 s to install 700 packages from npm’s cache, 120 s on a busy machine. */
const INSTALL_TIMEOUT_MS = 480_000
/** The slowest, two runs of the command line, take 6 s; 24 s on a machine that is busy besides. */
vi.setConfig({ testTimeout: 120_000 })

let folder: string
let shipped: readonly string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callkit-conformance-package-'))
  await cp(join(repository, 'scripts/consumer'), folder, { recursive: true })
  const packing = await run('npm', ['pack', '--json', '--pack-destination', folder], repository)
  const [pack] = z
    .tuple([z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) })])
    .parse(JSON.parse(packing.stdout.slice(packing.stdout.indexOf('[\n'))))
  shipped = pack.files.map(({ path }) => path)
  const install = await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${pack.filename}`])
  if (install.code !== 0) throw new Error(`npm could not install the package: ${install.stderr}`)
}, INSTALL_TIMEOUT_MS)

afterAll(() => rm(folder, { recursive: true, force: true }))

test('ships what runs, its types, and nothing else', () => {
  const [compiled, other] = [
    /^dist\/(.*(\.js|\.d\.ts|\/client\/[a-z-]+\.(css|svg))|requirements\/[\w.]+\.json)$/,
    /^((docs\/)?[A-Za-z-]+\.(md|svg|png)|fixtures\/apps\/[a-z-]+\/[a-z.-]+\.ts|package\.json|LICENSE)$/,
  ]
  expect(shipped.filter((path) => !compiled.test(path) && !other.test(path))).toEqual([])
  expect(shipped.filter((path) => /\.(test|e2e)\.|\/(testing|bench|scripts)\//.test(path))).toEqual([])
  expect(shipped).toContain('dist/harness/cli/bin.js')
})

test('has everything that its README links', async () => {
  const readme = await readFile(join(folder, 'node_modules/callkit-conformance/README.md'), 'utf8')
  const links = [...readme.matchAll(/\]\((?![a-z]+:)([^)#]+)[^)]*\)/g)].flatMap(([, link]) => link ?? [])
  expect(links.length).toBeGreaterThan(10)
  const isShipped = (link: string) => shipped.some((path) => path === link || path.startsWith(`${link}/`))
  expect(links.filter((link) => !isShipped(link))).toEqual([])
})

test('its types hold for a strict user, all declarations checked', async () => {
  const check = await run(process.execPath, [tsc, '-p', '.'])
  expect(check.stdout).toBe('')
  expect(check.code).toBe(0)
})

test('explains every rule, with the scenarios and the defects that it comes with', async () => {
  const { stdout, stderr } = await run('npx', ['callkit-conformance', 'rules', '--json'])
  const rules = z.array(z.looseObject({ scenarios: z.array(z.string()).min(1), defects: z.array(z.unknown()).min(1) }))
  expect(rules.parse(JSON.parse(stdout)), stderr).toHaveLength(108)
})

test.for(['direct', 'appium'])('plays the built-in app, call screen %s', async (callscreen) => {
  const one = ['--scenario', 'incoming/a-push-rings-a-locked-phone-whose', '--no-allure', '--callscreen', callscreen]
  const { code, stdout, stderr } = await run('npx', ['callkit-conformance', 'run', ...one])
  expect(stdout + stderr).toMatch(/✓ incoming\/a-push-rings-a-locked-phone-whose-app-was-ended/)
  expect(code).toBe(0)
})

test('explores the app of the user’s own', async () => {
  const explore = ['explore', '--app', '.', '--seed', '1', '--runs', '1', '--steps', '1', '--ignore', 'AUDIO']
  const { code, stdout, stderr } = await run('npx', ['callkit-conformance', ...explore])
  expect(code, stdout + stderr).toBe(0)
})

test('judges a backend that pushes to its gateway', async () => {
  const push = ['npx', 'callkit-conformance', 'push', '--template', 'twilio', '--json']
  const served = await run('npx', ['callkit-conformance', 'apns', '--port', '0', '--require', 'APNS', '--', ...push])
  expect(served.code, served.stdout + served.stderr).toBe(0)
  expect(served.stdout + served.stderr).toMatch(/✓ pass +APNS-HDR-001/)
})

test('plays an app of the user’s own, written in TypeScript', async () => {
  const own = ['run', '--app', '.', '--callscreen', 'direct', '--no-allure', '--scenario']
  const good = await run('npx', ['callkit-conformance', ...own, 'incoming/a-malformed-push-is-reported-uuid'])
  expect(good.code, good.stdout + good.stderr).toBe(0)
  // The app does nothing about audio.
  const bad = await run('npx', ['callkit-conformance', ...own, 'answering/the-user-answers-and-media'])
  expect(bad.code, bad.stdout + bad.stderr).toBe(1)
  const { scenarios } = results.parse(JSON.parse(await readFile(join(folder, 'reports/out/results.json'), 'utf8')))
  expect(scenarios.flatMap(({ rules }) => rules)).toContainEqual(
    expect.objectContaining({ id: 'AUDIO-003', verdict: 'fail' }),
  )
})

test('plays a scenario of the user’s own in the user’s vitest, and judges its trace again', async () => {
  const suite = await run('npx', ['vitest', 'run'])
  expect(suite.code, suite.stdout + suite.stderr).toBe(0)
  const traces = await readdir(join(folder, 'out/traces'))
  expect(traces).toEqual(['calls.the-user-declines.jsonl'])
  const judging = await run(process.execPath, ['judge-traces.ts', 'out/traces/calls.the-user-declines.jsonl'])
  expect(JSON.parse(judging.stdout)).toEqual({ verdict: 'pass', host: '127.0.0.1', session: 'function' })
})

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command as from a shell of the user's: without what npm and vitest have put into the environment. */
function run(command: string, args: readonly string[], cwd = folder): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_|TEST$|INIT_CWD$)/.test(name))
  const path = process.env['PATH']?.split(delimiter).filter((each) => !/node_modules|node-gyp-bin/.test(each))
  const env = { ...Object.fromEntries(inherited), PATH: path?.join(delimiter) }
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (typeof error?.code === 'string') reject(error)
      else resolve({ code: error ? (error.code ?? 1) : 0, stdout, stderr })
    })
  })
}

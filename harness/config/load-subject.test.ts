import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadSubject, SubjectError } from './load-subject.ts'

let root: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'callkit-subject-'))
})
afterAll(() => rm(root, { recursive: true }))

/** A folder of its own with these files in it. */
async function folder(files: Record<string, string>): Promise<string> {
  const path = await mkdtemp(join(root, 'app-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text)
  return path
}

const app = 'export default class App {}'

test('a folder is an app when it has a configuration, and so is the configuration itself', async () => {
  const path = await folder({
    'app.ts': app,
    'callkit.config.ts': `export default { app: './app.ts', bundleId: 'com.example.own' }`,
  })
  for (const name of ['.', 'callkit.config.ts'])
    expect(await loadSubject(name, path)).toMatchObject({
      name,
      entry: join(path, 'app.ts'),
      config: {
        bundleId: 'com.example.own',
        supportsHolding: true,
        answerPolicy: 'fulfill-when-connected',
        expectedFailures: [],
      },
    })
})

test('expected failures of the configuration and of the file beside it are taken together', async () => {
  const link = 'https://example.com/1'
  const [own, written] = [
    { rule: 'AUDIO-001', reason: 'own', link },
    { rule: 'AUDIO-002', reason: 'written', link },
  ]
  const path = await folder({
    'app.ts': app,
    'callkit.config.ts': `export default { app: './app.ts', expectedFailures: [${JSON.stringify(own)}] }`,
    'expected-failures.json': JSON.stringify([written]),
  })
  const { config, expectations } = await loadSubject(path)
  expect(config.expectedFailures).toEqual([own, written])
  expect(expectations).toEqual({ path: join(path, 'expected-failures.json'), entries: [written] })
})

test.each(['17,18', '12.0', ''])(
  'a configuration has one release that there is data for, and not %j',
  async (release) => {
    const config = `export default { app: './app.ts', release: ${JSON.stringify(release)} }`
    const path = await folder({ 'app.ts': app, 'callkit.config.ts': config })
    await expect(loadSubject(path)).rejects.toThrow(`expected one iOS release of 13.7, `)
    await expect(loadSubject(path)).rejects.toThrow(`got ${JSON.stringify(release)}; \`run --release\` takes several`)
  },
)

test('a list of expected failures may begin with a byte order mark', async () => {
  const entries = [{ rule: 'AUDIO-001', reason: 'known', link: 'https://example.com/1' }]
  const path = await folder({ 'app.ts': app, 'expected-failures.json': `\uFEFF${JSON.stringify(entries)}` })
  expect((await loadSubject('app.ts', path)).expectations.entries).toEqual(entries)
})

test.each([
  '[{ "rule": "AUDIO-001" }]',
  '{',
  '{}',
  '[{ "rule": "AUDIO-001", "reason": " ", "link": "https://example.com/1" }]',
  '[{ "rule": "AUDIO-001", "reason": "known", "link": "javascript:1" }]',
])('a damaged list of expected failures is named: %s', async (text) => {
  const path = await folder({ 'app.ts': app, 'expected-failures.json': text })
  await expect(loadSubject('app.ts', path)).rejects.toThrow(/expected-failures\.json: /)
})

// In a process of its own: under vitest a configuration is an ES module whatever its package says.
test('a configuration that Node takes for CommonJS is no subject, and says what to do', async () => {
  const path = await folder({
    'package.json': '{ "type": "commonjs" }',
    'app.ts': app,
    'callkit.config.ts': `import { join } from 'node:path'\nexport default { app: join('.', 'app.ts') }`,
  })
  const module = new URL('./load-subject.ts', import.meta.url).href
  const program = `const { loadSubject } = await import('${module}')
    await loadSubject('.', process.argv[1]).catch(({ message }) => console.log(message))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, path])
  expect(stdout).toMatch(/callkit\.config\.ts cannot be loaded: .*: `npm pkg set type=module`\n$/)
})

test('a profile of the call screen is found from the configuration that names it', async () => {
  const path = await folder({
    'app.ts': app,
    'callkit.config.ts': `export default { app: './app.ts', callScreen: { profile: './phones/rack.json' } }`,
  })
  const { config } = await loadSubject(path, '/')
  expect(config.callScreen).toEqual({ profile: join(path, 'phones/rack.json') })
})

test('an entry module alone gets the defaults, and beside a configuration what that says', async () => {
  const alone = await folder({ 'main.ts': app })
  expect(await loadSubject('main.ts', alone)).toMatchObject({
    entry: join(alone, 'main.ts'),
    config: { bundleId: 'com.example.voip' },
  })
  const beside = await folder({
    'app.ts': app,
    'other.ts': app,
    'callkit.config.mjs': `export default { app: './app.ts', displayName: 'Own' }`,
  })
  expect(await loadSubject('other.ts', beside)).toMatchObject({
    entry: join(beside, 'other.ts'),
    config: { displayName: 'Own' },
  })
})

test('a payload may leave out what its call has not', async () => {
  const path = await folder({
    'app.ts': app,
    'callkit.config.ts': `export default { app: './app.ts', payload: ({ uuid, displayName }) => ({ uuid, displayName }) }`,
  })
  const { config } = await loadSubject('.', path)
  expect(config.payload?.({ uuid: 'A', handle: 'B' })).toEqual({ uuid: 'A' })
})

test.each<{ what: string; name: string; files: Record<string, string>; message: RegExp }>([
  { what: 'nothing', name: 'app.ts', files: {}, message: /^there is no app at app\.ts: no such file or folder$/ },
  {
    what: 'a folder without a configuration',
    name: '.',
    files: { 'app.ts': app },
    message: /^the folder \. is no app: it has no callkit\.config\.ts$/,
  },
  {
    what: 'a configuration of an app that is not there',
    name: '.',
    files: { 'callkit.config.ts': `export default { app: './missing.ts' }` },
    message: /callkit\.config\.ts: app is \.\/missing\.ts, which does not exist$/,
  },
  {
    what: 'a configuration that throws',
    name: '.',
    files: { 'callkit.config.mjs': `throw new Error('not today')` },
    message: /callkit\.config\.mjs cannot be loaded: not today$/,
  },
  {
    what: 'no default export',
    name: '.',
    files: { 'callkit.config.mjs': `export const app = './app.ts'` },
    message: /callkit\.config\.mjs: its default export is no configuration\n/,
  },
  {
    what: 'an option that there is not',
    name: '.',
    files: { 'callkit.config.mjs': `export default { app: './app.ts', bundelId: 'typo' }` },
    message: /no configuration\n.*bundelId/s,
  },
  {
    what: 'a bundle identifier that is none',
    name: '.',
    files: { 'callkit.config.mjs': `export default { app: './app.ts', bundleId: 'my app' }` },
    message: /a bundle identifier has letters, digits, dots and hyphens\n.*bundleId/s,
  },
  {
    what: 'a payload that is no function',
    name: '.',
    files: { 'callkit.config.mjs': `export default { app: './app.ts', payload: { uuid: 1 } }` },
    message: /expected a function of a call/,
  },
  {
    what: 'a payload that comes later',
    name: '.',
    files: { 'callkit.config.mjs': `export default { app: './app.ts', payload: async () => ({ a: 1 }) }` },
    message: /callkit\.config\.mjs: payload has to return a JSON object for a call, but returned Promise \{.*\}$/,
  },
  {
    what: 'what an extension hands on, as a list',
    name: '.',
    files: { 'callkit.config.mjs': `export default { app: './app.ts', extensionPayload: () => [] }` },
    message: /callkit\.config\.mjs: extensionPayload has to return a JSON object for a call, but returned \[\]$/,
  },
  {
    what: 'a payload that is a list',
    name: '.',
    files: { 'callkit.config.mjs': `export default { app: './app.ts', payload: ({ handle }) => [handle] }` },
    message: /payload has to return a JSON object for a call, but returned \[ '\+15550100' \]$/,
  },
  {
    what: 'a payload that is not returned',
    name: '.',
    files: { 'callkit.config.mjs': `export default { app: './app.ts', payload: ({ uuid }) => { uuid } }` },
    message: /payload has to return a JSON object for a call, but returned undefined$/,
  },
  {
    what: 'a payload that JSON cannot express',
    name: '.',
    files: { 'callkit.config.mjs': `export default { app: './app.ts', payload: () => ({ at: 1n }) }` },
    message: /payload has to return a JSON object for a call, but failed: .*BigInt/,
  },
  {
    what: 'a payload that throws',
    name: '.',
    files: { 'callkit.config.mjs': `export default { app: './app.ts', payload: (call) => call.caller.name }` },
    message: /payload has to return a JSON object for a call, but failed: .*'name'/,
  },
  {
    what: 'an expected failure without a reason or a link',
    name: '.',
    files: {
      'callkit.config.mjs': `export default { app: './app.ts', expectedFailures: [{ rule: 'AUDIO-001', reason: '' }] }`,
    },
    message: /expectedFailures\[0\]\.reason.*expectedFailures\[0\]\.link/s,
  },
])('$what is no subject, and says why', async ({ name, files, message }) => {
  const error = await loadSubject(name, await folder(files)).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(SubjectError)
  expect(error).toMatchObject({ code: 'SUBJECT', message: expect.stringMatching(message) })
})

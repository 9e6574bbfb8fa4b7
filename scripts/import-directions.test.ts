import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

const repository = fileURLToPath(new URL('..', import.meta.url))
const oxlint = join(repository, 'node_modules/oxlint/bin/oxlint')

const report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) })

/** An import that must not be, and one beside it that may be. */
interface Direction {
  readonly from: string
  readonly forbidden: readonly string[]
  readonly allowed: readonly string[]
}

const directions: readonly Direction[] = [
  {
    from: 'mocks/apns/a.ts',
    forbidden: ['harness/trace/x.ts', 'reports/x.ts', 'suites/x.suite.ts', 'fixtures/apps/x/app.ts', 'wdio.conf.ts'],
    allowed: ['mocks/clock/x.ts', 'mocks/iphone/events.ts'],
  },
  {
    from: 'reports/a.ts',
    forbidden: ['harness/trace/x.ts', 'mocks/clock/x.ts', 'suites/x.suite.ts', 'fixtures/apps/x/app.ts'],
    allowed: ['reports/allure/x.ts'],
  },
  {
    from: 'fixtures/apps/a/app.ts',
    forbidden: ['harness/rules/x.ts', 'harness/index.ts', 'mocks/iphone/x.ts', 'reports/x.ts', 'suites/x.suite.ts'],
    allowed: ['mocks/frameworks/typescript/callkit/x.ts', 'harness/config/x.ts', 'harness/rules/catalogue.ts'],
  },
  {
    from: 'suites/a.suite.ts',
    forbidden: ['harness/cli/x.ts', 'bench/x.ts', 'scripts/x.ts'],
    allowed: ['harness/scenario/x.ts', 'harness/provider/x.ts'],
  },
  {
    from: 'harness/trace/a.ts',
    forbidden: [
      ...['rules', 'config', 'callscreen', 'targets', 'requirements', 'scenario', 'explore', 'cli'].map(
        (each) => `harness/${each}/x.ts`,
      ),
      'harness/provider/x.ts',
      'mocks/iphone/x.ts',
      'reports/x.ts',
      'suites/x.suite.ts',
    ],
    allowed: ['harness/provider/events.ts', 'mocks/apns/events.ts', 'mocks/clock/x.ts', 'mocks/events/x.ts'],
  },
  {
    from: 'harness/rules/a.ts',
    forbidden: [
      ...['config', 'provider', 'callscreen', 'targets', 'requirements', 'scenario', 'explore', 'cli'].map(
        (each) => `harness/${each}/x.ts`,
      ),
      'mocks/iphone/x.ts',
      'reports/x.ts',
      'suites/x.suite.ts',
    ],
    allowed: ['harness/trace/x.ts', 'mocks/iphone/events.ts'],
  },
  {
    from: 'harness/config/a.ts',
    forbidden: ['harness/targets/x.ts', 'harness/rules/x.ts', 'harness/scenario/x.ts', 'suites/x.suite.ts'],
    allowed: ['harness/provider/x.ts'],
  },
  {
    from: 'harness/provider/a.ts',
    forbidden: ['harness/targets/x.ts', 'harness/callscreen/x.ts', 'harness/rules/x.ts', 'suites/x.suite.ts'],
    allowed: ['mocks/apns/x.ts'],
  },
  {
    from: 'harness/callscreen/a.ts',
    forbidden: ['harness/targets/x.ts', 'harness/provider/x.ts', 'harness/rules/x.ts', 'suites/x.suite.ts'],
    allowed: ['mocks/iphone/x.ts'],
  },
  {
    from: 'harness/targets/a.ts',
    forbidden: ['harness/scenario/x.ts', 'harness/rules/x.ts', 'harness/cli/x.ts', 'fixtures/apps/x/app.ts'],
    allowed: ['harness/callscreen/x.ts', 'harness/provider/x.ts', 'harness/config/x.ts', 'harness/trace/x.ts'],
  },
  {
    from: 'harness/requirements/a.ts',
    forbidden: ['harness/scenario/x.ts', 'harness/config/x.ts', 'harness/cli/x.ts', 'suites/x.suite.ts'],
    allowed: ['harness/rules/x.ts', 'mocks/iphone/releases.ts'],
  },
  {
    from: 'harness/scenario/a.ts',
    forbidden: ['harness/cli/x.ts', 'harness/explore/x.ts', 'suites/x.suite.ts', 'bench/x.ts'],
    allowed: ['harness/targets/x.ts', 'harness/rules/x.ts', 'reports/x.ts'],
  },
  {
    from: 'harness/cli/a.ts',
    forbidden: ['suites/x.suite.ts', 'fixtures/apps/x/app.ts', 'scripts/x.ts'],
    allowed: ['harness/scenario/x.ts', 'harness/rules/x.ts', 'reports/x.ts'],
  },
]

const cycles = {
  'mocks/cycle/a.ts': `import { b } from './b.ts'\nexport const a = () => b`,
  'mocks/cycle/b.ts': `import { a } from './a.ts'\nexport const b = () => a`,
  'reports/cycle/a.ts': `import type { B } from './b.ts'\nexport interface A { readonly b: B }`,
  'reports/cycle/b.ts': `import type { A } from './a.ts'\nexport interface B { readonly a: A }`,
}

let folder: string
/** What oxlint finds: the rule's name, and the file it is broken in. */
let found: readonly string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-directions-'))
  await copyFile(join(repository, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
  for (const { from, forbidden, allowed } of directions)
    for (const target of [...forbidden, ...allowed]) await write(importer(from, target), importing(from, target))
  for (const [file, source] of Object.entries(cycles)) await write(file, source)
  found = await lint()
})

afterAll(() => rm(folder, { recursive: true }))

test.for(directions)('$from', ({ from, forbidden, allowed }) => {
  const refused = (target: string) => found.includes(`eslint(no-restricted-imports) ${importer(from, target)}`)
  expect(forbidden.filter((target) => !refused(target))).toEqual([])
  expect(allowed.filter(refused)).toEqual([])
})

test('cycles, those of types included', () => {
  expect(Object.keys(cycles).filter((file) => !found.includes(`import(no-cycle) ${file}`))).toEqual([])
})

/** Every import gets a file of its own, so that each is seen to be refused by itself. */
function importer(from: string, target: string): string {
  return join(dirname(from), `imports-${target.replaceAll('/', '-')}`)
}

function importing(from: string, target: string): string {
  return `export * from '${relative(dirname(from), target).replace(/^(?!\.)/, './')}'\n`
}

async function write(file: string, source: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true })
  await writeFile(join(folder, file), source)
}

function lint(): Promise<string[]> {
  return new Promise((resolve) => {
    execFile(process.execPath, [oxlint, '--format', 'json'], { cwd: folder, maxBuffer: 2 ** 26 }, (_error, stdout) =>
      resolve(report.parse(JSON.parse(stdout)).diagnostics.map(({ code, filename }) => `${code} ${filename}`)),
    )
  })
}

import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { keepCompiled } from './harness/cli/suitable-node.ts'

// Tests start programs written in TypeScript, with the Node that they run on themselves.
if (!process.features.typescript)
  throw new Error(`run the tests with \`npm test\`, or with Node 22.18 or newer; this is Node ${process.version}`)

// A fifth of what an Appium server, or a runner of WebdriverIO, takes to start is compiling.
keepCompiled()

/** What takes longest, most of it in small files. */
const LONG = [
  'scripts/package.',
  'scripts/grid.',
  'scripts/wdio.',
  'harness/cli/run.',
  'harness/cli/run-',
  'harness/cli/apns.',
  'harness/cli/explore.',
  'fixtures/apps/defects/catalogue/',
]

/** Begins with what is long, so that none of it is left for one worker at the end; vitest itself goes by size at first. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((path) => moduleId.includes(`/${path}`))
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules', 'dist', 'reports/out'],
    pool: 'forks',
    // Measured on two cores: a process of its own for each of 350 files, which loads the same modules anew, made a fifth of
    // the whole time. So no test may leave anything behind in the environment or in a module.
    isolate: false,
    unstubEnvs: true,
    sequence: { sequencer: LongestFirst },
    // Many tests start processes of their own, up to a whole Appium server, and wait for them: measured on two cores, two
    // workers left a fifth of the time unused, and more than three starve each other.
    maxWorkers: 3,
    maxConcurrency: 2,
    // Such a start takes a few seconds where two of them share the machine.
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})

import { Option, type Command } from 'commander'
import { releaseVersions } from '../../mocks/iphone/releases.ts'
import { LABELS } from '../../mocks/iphone/screen/labels.ts'
import { once } from './once.ts'
import { NAMING_RULES } from './rules-named.ts'
import { settingsOf, type RunFlags } from './run/settings.ts'

/** Adds `run`: plays the suites against an app and reports. */
export function addRunCommand(program: Command): void {
  program
    .command('run')
    .description('plays the suites against an app, prints a verdict for every rule, and writes reports')
    .option(
      '--app <path>',
      'the app: a folder with a callkit.config.ts, or its entry module (default: the built-in app)',
    )
    .addOption(new Option('--target <name>', 'where the app runs').choices(['virtual']).default('virtual'))
    .option(
      '--release <versions>',
      `iOS release, or several such as 17,18,26.4: ${releaseVersions.join(', ')} (default: the app’s configuration)`,
      once('--release'),
    )
    .addOption(new Option('--language <language>', 'what the phones speak (default: en)').choices(Object.keys(LABELS)))
    .addOption(
      new Option(
        '--callscreen <way>',
        'operate the call screen through a real Appium server, or directly, in less time',
      )
        .choices(['appium', 'direct'])
        .default('appium'),
    )
    .option('--appium <url>', 'use this Appium server, on this machine, instead of starting one')
    .option('--grid <url>', 'play on phones behind a Selenium Grid, which `serve` serves there (docs/grid.md)')
    .option(
      '--workers <n>',
      'how many scenarios to play at a time (default: 2; with --grid, as many as there are phones)',
    )
    .option('--shard <part>', 'play one part of the scenarios, such as 1/2, where other runs play the rest')
    .addOption(
      new Option('--time <kind>', 'virtual hosts the app in-process, where a deadline of a minute costs nothing')
        .choices(['auto', 'real', 'virtual'])
        .default('auto'),
    )
    .option('--scenario <id...>', 'only the scenarios with this id, or one that begins so')
    .option('--rules <id...>', `judge by these rules only, and play what is there for them: ${NAMING_RULES}`)
    .option('--level <level>', 'judge by the rules of this level only, MUST or SHOULD', once('--level'))
    .option(
      '--requirements <name>',
      'judge by what an earlier catalogue demanded, such as 2026.11 (default: the newest)',
    )
    .option('--repeat <n>', 'play each scenario so often: one whose verdict is not always the same does not conform')
    .option('--bail [n]', 'end after so many scenarios that do not conform (default: 1)')
    .option('--replay <file...>', 'put the app to the test with captured pushes too, one scenario for each capture')
    .option('--out <folder>', 'where the reports are written', 'reports/out')
    .option('--json', 'print results.json to stdout, and everything else to stderr', false)
    .option('--strict', 'count a broken SHOULD as not conformant', false)
    .option(
      '--update-expected',
      'make the failures of this run the expected ones, in expected-failures.json beside the configuration',
      false,
    )
    .option('--no-allure', 'make no Allure report')
    .addHelpText(
      'after',
      `
Exit code: 0 conformant, 1 not shown to be conformant, 2 not understood, 3 something broke.

Examples:
  $ callkit-conformance run --app ./ios-call-layer
  $ callkit-conformance run --app ./app.ts --callscreen direct --rules 'PUSH-*' '!PUSH-TOKEN' --release 17,26.4
  $ callkit-conformance run --app ./app.ts --replay pushes.jsonl --scenario delivery/replays
  $ callkit-conformance run --app ./app.ts --grid http://grid.example.com:4444 --release 18`,
    )
    .action(async (flags: RunFlags) => {
      const settings = await settingsOf(flags)
      // vitest and the mocks take half a second to load, which help and a mistyped option need not wait for.
      const { conduct } = await import('./run/conduct.ts')
      process.exitCode = await conduct(settings)
    })
}

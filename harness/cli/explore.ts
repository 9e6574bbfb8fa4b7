import type { Command } from 'commander'
import { releaseVersions } from '../../mocks/iphone/releases.ts'
import { settingsOf, type ExploreFlags } from './explore/settings.ts'
import { once } from './once.ts'
import { NAMING_RULES } from './rules-named.ts'

/** Adds `explore`: searches for a sequence of events that an app does not stand. */
export function addExploreCommand(program: Command): void {
  program
    .command('explore')
    .description('plays scenarios that chance makes up, and shrinks those in which an app breaks a rule')
    .option(
      '--app <path>',
      'the app: a folder with a callkit.config.ts, or its entry module (default: the built-in app)',
    )
    .option(
      '--release <version>',
      `iOS release: ${releaseVersions.join(', ')} (default: the app’s configuration)`,
      once('--release'),
    )
    .option('--seed <n>', 'the same seed and workers give the same scenarios (default: another one each time)')
    .option('--runs <n>', 'how many scenarios to play (default: as many as the time allows)')
    .option('--steps <n>', 'how many steps a scenario has', '20')
    .option('--time-budget <time>', 'how long to search, such as 60s (default: 60s, or without end with --runs)')
    .option('--workers <n>', 'how many threads search at the same time (default: one for each core)')
    .option('--rules <id...>', `look for violations of these rules only: ${NAMING_RULES}`)
    .option('--ignore <id...>', 'leave out these rules')
    .option('--bail', 'end with the first counterexample', false)
    .option('--replay <json>', 'play these steps instead, as a counterexample has them')
    .option('--json', 'print JSON to stdout, and everything else to stderr', false)
    .addHelpText(
      'after',
      `
The app is hosted in this process, on virtual time, once in each thread. Each counterexample is printed as a scenario for a suite, in as few
steps as show it, with the command that plays it again.

Exit code: 0 nothing found, 1 a rule is broken, 2 not understood, 3 something broke, or the app ended or hung by itself.

Examples:
  $ callkit-conformance explore --app ./ios-call-layer
  $ callkit-conformance explore --app ./app.ts --seed 7 --runs 10000 --rules AUDIO MULTI
  $ callkit-conformance explore --app ./app.ts --replay '[{"do":"push","call":1},{"do":"reboot"}]'`,
    )
    .action(async (flags: ExploreFlags) => {
      const settings = await settingsOf(flags)
      const { conduct } = await import('./explore/conduct.ts')
      process.exitCode = await conduct(settings)
    })
}

import { Option, type Command } from 'commander'
import { releaseVersions } from '../../mocks/iphone/releases.ts'
import { LABELS } from '../../mocks/iphone/screen/labels.ts'
import type { ServeFlags } from './serve/settings.ts'

/** Adds `serve`: phones with an app on them, for people, for Appium and for runs on other machines. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('serves phones with an app on them, to people on a web page, to Appium, and to runs elsewhere')
    .option(
      '--app <path>',
      'the app: a folder with a callkit.config.ts, or its entry module (default: the built-in app)',
    )
    .option('--phones <n>', 'how many phones', '1')
    .option(
      '--release <version>',
      `iOS release: ${releaseVersions.join(', ')} (repeatable: the phones have them in turn)`,
      (value: string, before: readonly string[] = []) => [...before, value],
    )
    .addOption(new Option('--language <language>', 'what the phones speak').choices(Object.keys(LABELS)).default('en'))
    .option('--port <port>', 'of the web page, and of the stages that runs elsewhere play on', '4700')
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--apns-port <port>', 'of the push gateway; 0 for a free one', '0')
    .option('--credentials <folder>', 'a key and a root certificate for pushes; made on first use', 'apns-credentials')
    .option('--json', 'print one line of JSON with every address to stdout, and everything else to stderr', false)
    .addHelpText(
      'after',
      `
Each phone prints the command that puts an Appium server in front of it. Behind a Selenium Grid, \`run --grid\` plays the
suites on all of them at once: docs/grid.md.

Exit code: 0 ended by Ctrl-C, 2 not understood, 3 something broke.

Examples:
  $ callkit-conformance serve
  $ callkit-conformance serve --app ./ios-call-layer --phones 2 --release 18 --release 26
  $ callkit-conformance serve --phones 8 --json > phones.json`,
    )
    .action(async (flags: ServeFlags) => {
      const { servePhones } = await import('./serve/serve-phones.ts')
      process.exitCode = await servePhones(flags)
      // Whatever a client had asked for and left, such as a touch of a minute, has timers that nobody waits for any more.
      process.exit()
    })
}

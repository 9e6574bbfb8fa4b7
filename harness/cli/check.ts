import { Option, type Command } from 'commander'
import type { CheckFlags } from './check/flags.ts'
import { once } from './once.ts'
import { NAMING_RULES } from './rules-named.ts'

/** Adds `check`: judges recorded traces and device logs. */
export function addCheckCommand(program: Command): void {
  program
    .command('check')
    .description('judges recorded traces and device logs, without a phone or an app')
    .argument('<file...>', 'traces (JSON Lines) or device logs; - reads stdin')
    .addOption(
      new Option('--format <format>', 'what the files are: told by their beginning unless given')
        .choices(['auto', 'trace', 'log'])
        .default('auto'),
    )
    .option('--release <version>', 'iOS release (default: that of the trace)', once('--release'))
    .option('--rules <id...>', `judge by these rules only: ${NAMING_RULES}`)
    .addOption(
      new Option('--answer-policy <policy>', 'when the app means to fulfill an answer')
        .choices(['fulfill-when-connected', 'fulfill-at-once'])
        .default('fulfill-when-connected'),
    )
    .option('--strict', 'count a broken SHOULD as not conformant', false)
    .option('--json', 'print results.json', false)
    .addHelpText(
      'after',
      `
A rule that takes what the file does not show is skipped, not passed. docs/device-logs.md says how to get a log.

Exit code: 0 conformant, 1 not shown to be conformant, 2 not understood, 3 a file is neither trace nor log.

Examples:
  $ callkit-conformance check reports/out/traces/*.jsonl
  $ callkit-conformance check phone.log --release 18.2
  $ timeout 60 idevicesyslog | callkit-conformance check - --rules 'PUSH-*'`,
    )
    .action(async (files: string[], flags: CheckFlags) => {
      // The rules take a while to load, which help and a mistyped option need not wait for.
      const { checkFiles } = await import('./check/check-files.ts')
      process.exitCode = await checkFiles(files, flags)
    })
}

import { Command, CommanderError } from 'commander'
import { addApnsCommand } from './apns.ts'
import { addCheckCommand } from './check.ts'
import { addDoctorCommand } from './doctor.ts'
import { addExploreCommand } from './explore.ts'
import { exitCode, type ExitCode } from './exit-code.ts'
import { addProfileCommand } from './profile.ts'
import { addPushCommand } from './push.ts'
import { addReplayCommand } from './replay.ts'
import { addRulesCommand } from './rules.ts'
import { addRunCommand } from './run.ts'
import { addServeCommand } from './serve.ts'

/** Runs the command line, and leaves its exit code in `process.exitCode`. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('callkit-conformance')
    .description('Finds the VoIP calls that iOS would kill your app for.')
    .usage('<command> [options]')
    // What follows a command is the command's: `apns credentials` has options of the same names as `apns`.
    .enablePositionalOptions()
    .exitOverride()
    .showHelpAfterError('(--help shows what there is)')
  addRunCommand(program)
  addServeCommand(program)
  addExploreCommand(program)
  addCheckCommand(program)
  addRulesCommand(program)
  addPushCommand(program)
  addReplayCommand(program)
  addApnsCommand(program)
  addProfileCommand(program)
  addDoctorCommand(program)
  try {
    await program.parseAsync(argv)
  } catch (error) {
    process.exitCode = explained(error)
  }
}

const usageCodes: ReadonlySet<unknown> = new Set([
  'APNS_CREDENTIALS',
  'APNS_SWITCH',
  'CALL_SCREEN_PROFILE',
  'CALL_SCREEN_SETTINGS',
  'USAGE',
  'SUBJECT',
  'LIMITS_UNKNOWN_RELEASE',
  'TEMPLATE',
  'REPLAY_TOKEN',
  'REQUIREMENTS',
])

/** Prints why a command could not be done. A stack helps only whoever works on the harness. */
function explained(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.conformant : exitCode.usage
  const thrown: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error))
  const { code, message, stack } = thrown
  const debugging = process.env['DEBUG']?.split(',').includes('callkit')
  const unforeseen = code === undefined ? '\nThis was not foreseen; DEBUG=callkit shows where it happened.' : ''
  console.error(debugging ? stack : `${message}${unforeseen}`)
  return usageCodes.has(code) ? exitCode.usage : exitCode.broken
}

import type { Command } from 'commander'
import { addCredentialOptions } from './credentials.ts'
import type { ReplayFlags } from './replay/replay-capture.ts'

/** Adds `replay`: sends the pushes of a capture again. */
export function addReplayCommand(program: Command): void {
  const command = program
    .command('replay')
    .description('sends the pushes of a capture again, and compares the answers with those that they had')
    .argument('<file>', 'a capture, such as the pushes.jsonl that `callkit-conformance apns` writes')
    .option('--token <hex>', 'push to this device (default: as captured; when redacted, that of the credentials)')
    .option('--speed <factor>', '1 for the original timing, 10 for a tenth of it, max for as fast as it goes', '1')
    .option('--only <selection>', 'such as topic=com.example.App.voip,status=200')
  addCredentialOptions(command)
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      `
Pushes can be selected by token, topic, pushType, status, reason, push (the apns-id), connection, and since and until
in milliseconds.

Exit code: 0 answered as captured, 1 some were not, 2 not understood, 3 no answer at all.

Examples:
  $ callkit-conformance replay pushes.jsonl --credentials apns-credentials --speed max
  $ callkit-conformance replay pushes.jsonl --to development --key AuthKey_ABC123DEFG.p8 --team-id TEAM123456 \\
      --token 00fc13… --only status=200`,
    )
    .action(async (file: string, flags: ReplayFlags) => {
      const { replayCapture } = await import('./replay/replay-capture.ts')
      process.exitCode = await replayCapture(file, flags)
    })
}

import type { Command } from 'commander'
import { addCredentialOptions } from './credentials.ts'
import type { PushFlags } from './push/push-flags.ts'

/** Adds `push`: sends one push, right or wrong. */
export function addPushCommand(program: Command): void {
  const command = program
    .command('push')
    .description('sends one push to a gateway, to the mock or to Apple, and prints its answer')
    .option('--token <hex>', 'the device token (default: that of the credentials)')
    .option(
      '--topic <topic>',
      'the apns-topic (default: the bundle ID of the credentials, and what the push type adds)',
    )
    .option('--template <name>', 'the payload of a provider, or a JSON file of your own that ends in .json', 'article')
    .option('--payload <file>', 'push these bytes instead of a template; - reads them from stdin')
    .option('--uuid <uuid>', 'the call (default: a new one)')
    .option('--handle <handle>', 'whom the call is from', 'jappleseed')
    .option('--name <name>', 'the name to show for them')
    .option('--video', 'a video call', false)
    .option('--malform <name>', 'get the payload wrong in a way that an app has to cope with')
    .option('--mutate <name>', 'change any one thing of the payload')
    .option('--push-type <type>', 'the apns-push-type', 'voip')
    .option('--priority <n>', 'the apns-priority', '10')
    .option('--expiration <seconds>', 'the apns-expiration', '0')
    .option('--collapse-id <id>', 'the apns-collapse-id')
    .option('--id <uuid>', 'the apns-id (default: the gateway’s choice)')
  addCredentialOptions(command)
    .option('--list', 'print the templates and what can be wrong with them, and push nothing', false)
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      `
Headers are sent as they are given, so that wrong ones can be tried; one with an empty value is left out.

Exit code: 0 accepted, 1 refused, 2 not understood, 3 no answer.

Examples:
  $ callkit-conformance push --credentials apns-credentials
  $ callkit-conformance push --template twilio --handle +15550100 --name Jane
  $ callkit-conformance push --malform "UUID absent"
  $ callkit-conformance push --to development --key AuthKey_ABC123DEFG.p8 --team-id TEAM123456 \\
      --token 00fc13… --topic com.example.App.voip --template my-payload.json`,
    )
    .action(async (flags: PushFlags) => {
      // Sending takes modules that help and a mistyped option need not wait for.
      const { sendPush } = await import('./push/send-push.ts')
      process.exitCode = await sendPush(flags)
    })
}

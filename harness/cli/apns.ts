import { Option, type Command } from 'commander'
import type { ApnsFlags } from './apns/apns-flags.ts'
import type { CredentialsFlags } from './apns/write-credentials.ts'

const DEFAULT_FOLDER = 'apns-credentials'

/** Adds `apns`: the push gateway alone, for a backend under test. */
export function addApnsCommand(program: Command): void {
  const command = program
    .command('apns')
    .description('serves the push gateway alone, and judges what a backend sends to it')
    .usage('[options] [-- command…]')
    .enablePositionalOptions()
    .argument('[command...]', 'run this with the gateway’s place and keys in its environment, and end with it')
    .option('--port <ports>', 'one, or several: 443,2197,2195,2196; 0 for a free one', '8443')
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option(
      '--server-name <name>',
      'a name, besides localhost and Apple’s, to be trusted by (repeatable)',
      collected,
      [],
    )
    .option('--control-port <port>', 'of the control endpoint, on 127.0.0.1 (default: a free one)')
    .option('--no-control', 'no control endpoint')
    .addOption(
      new Option('--environment <name>', 'where requests go that name no host of Apple’s')
        .choices(['development', 'production'])
        .default('development'),
    )
    .option('--credentials <folder>', 'a root certificate, a key and more; made on first use', DEFAULT_FOLDER)
    .option('--bundle-id <id>', 'the app (default: that of the credentials, com.example.App for new ones)')
    .option('--key <file>', 'accept tokens of this authentication key too; its public half will do')
    .option('--key-id <id>', 'the ten characters of the key (default: those in its file name)')
    .option('--team-id <id>', 'the ten characters of its team')
    .option('--topic <topic>', 'refuse every other topic (repeatable)', collected)
    .option('--device <token=topic>', 'register a device (repeatable)', collected)
    .option('--gone <token=topic>', 'answer pushes to this device with 410 Unregistered (repeatable)', collected)
    .option('--strict-devices', 'refuse device tokens that nobody has registered', false)
    .option('--switch <name=value>', 'change what is not known for certain of APNs (repeatable)', collected)
    .option('--switches', 'list the switches, and serve nothing', false)
    .option(
      '--fault <json>',
      'script a fault: {"fault":"status","reason":"ServiceUnavailable"} (repeatable)',
      collected,
    )
    .option('--faults <file>', 'script the faults of a JSON file')
    .option('--fault-seed <n>', 'decides what faults with a probability do', '0')
    .option('--out <folder>', 'where the capture, the trace and the reports are written', 'reports/out/apns')
    .option('--no-redact', 'leave tokens in the capture as they came')
    .option('--quiet', 'no line for each push', false)
    .option('--json', 'print the trace to stdout, JSON Lines, and everything else to stderr', false)
    .option('--for <time>', 'end after 30s, 5m or 1h')
    .option('--pushes <n>', 'end after so many answers')
    .option(
      '--require [ids]',
      'exit 1 when a MUST is broken, a push refused, or none comes; with ids, unless these rules were exercised and hold',
    )
    .option('--strict', 'with --require, when a SHOULD is broken too', false)
    .addHelpText(
      'after',
      `
The device of the credentials is registered for VoIP pushes of their app. Any other well-formed device token is accepted,
and bound to the topic of its first push, unless --strict-devices is given.

--require judges the first 50,000 pushes; the capture and the trace have all. When none came, nothing was shown to
conform, and the exit code is 1.

The command finds APNS_HOST, APNS_PORT, APNS_CA, APNS_KEY, APNS_KEY_ID, APNS_TEAM_ID, APNS_TOPIC, APNS_DEVICE_TOKEN,
APNS_CONTROL and NODE_EXTRA_CA_CERTS in its environment.

Exit code: 0 ended as it should, 1 what was required is not so, or the command failed, 2 not understood, 3 something broke.

Examples:
  $ callkit-conformance apns
  $ callkit-conformance apns --require -- npm test
  $ callkit-conformance apns --for 30s --json --fault '{"fault":"latency","ms":500,"times":10}' > trace.jsonl
  $ callkit-conformance apns --require APNS-HDR,LINT-TOKEN-001 --pushes 100
  $ callkit-conformance apns credentials --folder ci/apns --bundle-id com.example.App`,
    )
    .action(async (words: string[], flags: ApnsFlags) => {
      const { serveGateway } = await import('./apns/serve-gateway.ts')
      process.exitCode = await serveGateway(words, flags)
    })
  addCredentialsCommand(command)
}

function addCredentialsCommand(apns: Command): void {
  apns
    .command('credentials')
    .description('makes the folder of credentials alone, or says what is in it')
    .option('--folder <folder>', 'where', DEFAULT_FOLDER)
    .option('--bundle-id <id>', 'the app (default: that of the folder, com.example.App for a new one)')
    .option('--team-id <id>', 'ten capitals and digits (default: made up)')
    .option('--key-id <id>', 'ten capitals and digits (default: made up)')
    .option(
      '--topic <topic>',
      'what the certificate may push to (repeatable; default: the app, and its VoIP topic)',
      collected,
    )
    .addHelpText(
      'after',
      `
Examples:
  $ callkit-conformance apns credentials
  $ callkit-conformance apns credentials --folder ci/apns --bundle-id com.example.App --team-id TEAM123456`,
    )
    .action(async (flags: CredentialsFlags) => {
      const { writeCredentials } = await import('./apns/write-credentials.ts')
      await writeCredentials(flags)
    })
}

/** The values of an option that may be given several times. */
function collected(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}

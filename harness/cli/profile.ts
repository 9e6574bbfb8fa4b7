import type { Command } from 'commander'
import type { ProfileFlags } from './profile/profile-flags.ts'

/** Adds `profile`: records the call screen of a phone, so that the driver can operate phones like it. */
export function addProfileCommand(program: Command): void {
  program
    .command('profile')
    .description('records the call screen of any phone behind Appium as a profile for callkit.config.ts')
    .option('--appium <url>', 'where Appium or a Grid is served', 'http://127.0.0.1:4723')
    .option('--capabilities <json>', 'which phone: capabilities as JSON, or a file with them')
    .option('--screen <name>', 'what is on the phone now, such as incoming, locked, in-call or keypad', 'incoming')
    .option('--owner <bundle...>', 'the processes that may draw calls', [
      'com.apple.InCallService',
      'com.apple.springboard',
    ])
    .option('--out <file>', 'the profile; screens are added to one that is there', 'call-screen.json')
    .option('--name <control=button...>', 'make the button with this identifier or label a control')
    .option('--keep-texts', 'do not take names, numbers and other texts out of what is written', false)
    .option('--json', 'print the profile', false)
    .addHelpText(
      'after',
      `
Have a call on the phone, and run it once for each screen that your scenarios need. Beside the profile it writes the page
source of each process. With --name alone it names buttons of a profile that is there, and needs no phone.
Exit code: 0 written, 2 not understood, 3 the phone cannot be reached.

Examples:
  $ callkit-conformance profile --capabilities phone.json --screen incoming
  $ callkit-conformance profile --name "decline=Refuser" "answer=Accepter"`,
    )
    .action(async (flags: ProfileFlags) => {
      // WebdriverIO takes a second to load, which help need not wait for.
      const { profilePhone } = await import('./profile/profile-phone.ts')
      await profilePhone(flags)
    })
}

import { pageOf } from '../../../reports/look.ts'
import { exitCode, type ExitCode } from '../exit-code.ts'
import { prepareOutFolder } from '../run/out-folder.ts'
import type { ApnsFlags } from './apns-flags.ts'
import { conclude } from './conclude.ts'
import { expectFreePorts } from './expect-free-ports.ts'
import { openFolder } from './open-folder.ts'
import { serve } from './serve.ts'
import { settingsOf } from './settings.ts'
import { switchListing } from './switch-flags.ts'

/** Does what `apns` is asked to do. @param command What is run beside the gateway; empty for nothing. */
export async function serveGateway(command: readonly string[], flags: ApnsFlags): Promise<ExitCode> {
  if (flags.switches) {
    process.stdout.write(`${switchListing(pageOf(process.stdout))}\n`)
    return exitCode.conformant
  }
  const settings = await settingsOf(command, flags)
  const { credentials: folder, bundleId, host, ports, out } = settings
  const credentials = await openFolder(
    { path: folder, option: '--credentials' },
    { ...(bundleId !== undefined && { bundleId }) },
  )
  await expectFreePorts(host, ports)
  await prepareOutFolder(out)
  const people = settings.output === 'json' ? process.stderr : process.stdout
  return await conclude(await serve(settings, credentials, people), settings, people)
}

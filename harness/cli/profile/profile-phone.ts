import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pageOf } from '../../../reports/look.ts'
import { AppiumCallScreen } from '../../callscreen/appium.ts'
import { remoteCapabilities } from '../../callscreen/capabilities.ts'
import { readCapabilities } from '../../callscreen/read-capabilities.ts'
import { withName, withScreen, type OwnerRecording } from '../../callscreen/record-profile.ts'
import { emptyProfile, readRecordedProfile, type RecordedProfile } from '../../callscreen/recorded-profile.ts'
import { redactSource } from '../../callscreen/redact-source.ts'
import { makeFolder, notWritable } from '../make-folder.ts'
import { UsageError } from '../usage-error.ts'
import { namingOf } from './naming.ts'
import type { ProfileFlags } from './profile-flags.ts'
import { reportText } from './report-text.ts'

/** A real phone may have to be waited for in a Grid’s queue, and then takes a minute or two to start WebDriverAgent. */
const COMMAND_TIMEOUT_MS = 300_000

/** Does what `profile` is asked to do: looks at the phone, names what is to be named, and writes it down. */
export async function profilePhone(flags: ProfileFlags): Promise<void> {
  const { capabilities, out, json, keepTexts, screen, name = [] } = flags
  const namings = name.map(namingOf)
  const before = existsSync(out) ? readRecordedProfile(out) : undefined
  if (!/^[\w-]+$/.test(screen))
    throw new UsageError(`expected --screen to be letters, digits and hyphens, such as in-call; came ${screen}`)
  if (capabilities === undefined && !(before && namings.length > 0))
    throw new UsageError(
      'expected --capabilities, which say which phone to look at, such as \'{"appium:udid": "…", "appium:platformVersion": ' +
        '"18.2", "appium:usePreinstalledWDA": true}\'; or else --name for a profile that is there',
    )
  const seen = capabilities === undefined ? undefined : await look(flags, capabilities)
  const screened = seen ? withScreen(before ?? emptyProfile(seen.release), screen, seen.recordings) : before
  const profile = namings.reduce(
    (named, { control, called }) => withName(named, control, called),
    screened ?? emptyProfile(),
  )
  const sources = await write(flags, profile, seen?.recordings ?? [])
  const screens = seen ? [screen] : Object.keys(profile.screens)
  process.stdout.write(
    json
      ? `${JSON.stringify(profile, undefined, 2)}\n`
      : reportText(profile, { out, screens, sources, keepTexts }, pageOf(process.stdout)),
  )
}

interface Seen {
  readonly release: string | undefined
  readonly recordings: readonly OwnerRecording[]
}

async function look({ appium, owner: owners, keepTexts }: ProfileFlags, capabilities: string): Promise<Seen> {
  await using screen = await AppiumCallScreen.open({
    serverUrl: appium,
    capabilities: remoteCapabilities({ capabilities: readCapabilities(capabilities) }),
    commandTimeoutMs: COMMAND_TIMEOUT_MS,
  })
  const recordings: OwnerRecording[] = []
  for (const owner of owners) {
    const { state, source } = await screen.view(owner)
    recordings.push({
      owner,
      state,
      ...(source !== undefined && { source: keepTexts ? source : redactSource(source) }),
    })
  }
  return { release: screen.release, recordings }
}

/** @returns The files of the page sources. */
async function write({ out, screen }: ProfileFlags, profile: RecordedProfile, recordings: readonly OwnerRecording[]) {
  const place = { path: dirname(out), what: 'the profile and its page sources', option: '--out' }
  await makeFolder(place)
  const sources = recordings.flatMap(({ owner, source }) =>
    source === undefined
      ? []
      : [{ file: join(place.path, `${basename(out, '.json')}.${screen}.${owner}.xml`), source }],
  )
  try {
    for (const { file, source } of sources) await writeFile(file, source)
    await writeFile(out, `${JSON.stringify(profile, undefined, 2)}\n`)
  } catch (error) {
    throw notWritable({ ...place, path: out }, error)
  }
  return sources.map(({ file }) => file)
}

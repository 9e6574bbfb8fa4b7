import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pageOf } from '../../../reports/look.ts'
import { AppiumCallScreen } from '../../callscreen/appium.ts'
import { remoteCapabilities } from '../../callscreen/capabilities.ts'
import { readCapabilities } from '../../callscreen/read-capabilities.ts'
import { withName, withScreen, type OwnerRecording } from '../../callscreen/record-profile.ts'
import { bundleId, emptyProfile, readRecordedProfile, type RecordedProfile } from '../../callscreen/recorded-profile.ts'
import { redactSource } from '../../callscreen/redact-source.ts'
import type { ControlNames } from '../../callscreen/selectors.ts'
import { makeFolder, notWritable } from '../make-folder.ts'
import { UsageError } from '../usage-error.ts'
import { namingOf } from './naming.ts'
import type { ProfileFlags } from './profile-flags.ts'
import { reportText } from './report-text.ts'

/** A real phone may have to be waited for in a Grid’s queue, and then takes a minute or two to start WebDriverAgent. */
const COMMAND_TIMEOUT_MS = 300_000

/** Does what `profile` is asked to do: looks at the phone, names what is to be named, and writes it down. */
export async function profilePhone(flags: ProfileFlags): Promise<void> {
  const { capabilities, out, json, screen, name = [] } = flags
  const namings = name.map(namingOf)
  const before = existsSync(out) ? readRecordedProfile(out) : undefined
  for (const owner of flags.owner)
    if (!bundleId.safeParse(owner).success)
      throw new UsageError(
        `expected --owner to be a bundle identifier, such as com.apple.InCallService; came ${JSON.stringify(owner)}`,
      )
  if (!/^[\w-]+$/.test(screen))
    throw new UsageError(`expected --screen to be letters, digits and hyphens, such as in-call; came ${screen}`)
  if (capabilities === undefined && !(before && namings.length > 0))
    throw new UsageError(
      'expected --capabilities, which say which phone to look at, such as \'{"appium:udid": "…", "appium:platformVersion": ' +
        '"18.2", "appium:usePreinstalledWDA": true}\'; or else --name for a profile that is there',
    )
  // Whatever is the name of a control already, or is about to be, is nobody's.
  const known = [...namings.map(({ called }) => called), ...Object.values(before?.controls ?? {}).flatMap(allNames)]
  const seen = capabilities === undefined ? undefined : await look(flags, capabilities, known)
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
      : reportText(profile, { out, screens, sources, redacted: seen?.redacted ?? 0 }, pageOf(process.stdout)),
  )
}

function allNames({ identifiers, labels }: ControlNames): string[] {
  return [...identifiers, ...labels]
}

interface Seen {
  readonly release: string | undefined
  readonly recordings: readonly OwnerRecording[]
  /** How many elements had a text that was taken out. */
  readonly redacted: number
}

async function look(
  { appium, owner: owners, keepTexts }: ProfileFlags,
  capabilities: string,
  known: readonly string[],
): Promise<Seen> {
  await using screen = await AppiumCallScreen.open({
    serverUrl: appium,
    capabilities: remoteCapabilities({ capabilities: readCapabilities(capabilities) }),
    commandTimeoutMs: COMMAND_TIMEOUT_MS,
  })
  const recordings: OwnerRecording[] = []
  let redacted = 0
  for (const owner of owners) {
    const view = await screen.view(owner)
    if (view.source === undefined || keepTexts) recordings.push({ owner, ...view })
    else {
      const clean = redactSource(view.source, known)
      redacted += clean.redacted
      recordings.push({ owner, state: view.state, source: clean.source })
    }
  }
  return { release: screen.release, recordings, redacted }
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

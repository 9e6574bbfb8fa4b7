import { releaseLike, releaseVersions } from '../../mocks/iphone/releases.ts'
import { UsageError } from './usage-error.ts'

/** The release that `--release` names: `13` is the latest 13 that there is data for. @throws {UsageError} */
export function releaseNamed(name: string): string {
  if (name.trim() === '')
    throw new UsageError('expected --release to be an iOS release such as 18.2, got an empty word')
  const release = releaseLike(name)
  if (release !== undefined) return release
  throw new UsageError(`there is no data for iOS ${name}; there is for ${releaseVersions.join(', ')}`)
}

/** The releases that a list names, with commas or spaces between them, each once. @throws {UsageError} */
export function releasesNamed(names: string): string[] {
  return [
    ...new Set(
      names
        .trim()
        .split(/\s*,\s*|\s+/)
        .map(releaseNamed),
    ),
  ]
}

import type { CallkitConfig } from './config.ts'

type Links = Pick<CallkitConfig, 'bundleId' | 'startCallURL' | 'endCallURL' | 'muteURL'>

/** A search installs the same app a thousand times a second. */
const known = new WeakMap<Links, readonly string[]>()

/** The URL schemes that open an app: those of the links that its configuration has, and its bundle identifier. */
export function urlSchemesOf(config: Links): readonly string[] {
  const schemes = known.get(config) ?? schemesIn(config)
  known.set(config, schemes)
  return schemes
}

function schemesIn({ bundleId, startCallURL, endCallURL, muteURL }: Links): readonly string[] {
  const links = [
    startCallURL?.('+15550100'),
    endCallURL?.('00000000-0000-4000-8000-000000000000'),
    muteURL?.(true),
  ].flatMap((link) => (link === undefined ? [] : [new URL(link)]))
  return [...new Set([bundleId, ...links.map(({ protocol }) => protocol.slice(0, -1))])]
}

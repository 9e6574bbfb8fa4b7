import type { CallkitConfig } from './config.ts'

/** The URL schemes that open an app: those of the links that its configuration has, and its bundle identifier. */
export function urlSchemesOf({
  bundleId,
  startCallURL,
  endCallURL,
  muteURL,
}: Pick<CallkitConfig, 'bundleId' | 'startCallURL' | 'endCallURL' | 'muteURL'>): readonly string[] {
  const links = [
    startCallURL?.('+15550100'),
    endCallURL?.('00000000-0000-4000-8000-000000000000'),
    muteURL?.(true),
  ].flatMap((link) => (link === undefined ? [] : [new URL(link)]))
  return [...new Set([bundleId, ...links.map(({ protocol }) => protocol.slice(0, -1))])]
}

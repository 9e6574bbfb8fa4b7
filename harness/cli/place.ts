import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'

/** Where something listens. */
export interface Place {
  readonly host: string
  readonly port: number
}

/** Where a client on this machine finds what listens on an address. */
export function placeHere({ host, port }: Place): Place {
  return { host: isAnyAddress(host) ? '127.0.0.1' : host, port }
}

/** Where clients on other machines find it, as a URL has it. */
export function placeForOthers(host: string, port: number): string {
  const name = isAnyAddress(host) ? ownAddress() : host
  return `${isIPv6(name) ? `[${name}]` : name}:${port}`
}

/** An address of this machine in its network. The page is not served to names, which a foreign page could rebind. */
function ownAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((each = []) => each)
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1'
}

function isAnyAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

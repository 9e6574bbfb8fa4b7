import type { Environment } from './environment.ts'

/** What can be asked of APNs: a push to a device, a broadcast to a channel, the management of channels. */
export type ServiceName = 'device' | 'broadcast' | 'channels'

/** What a host name or a port of Apple's stands for. */
interface Place {
  readonly environment: Environment
  readonly services: readonly ServiceName[]
}

const push = ['device', 'broadcast'] as const
/** Apple names both hosts for broadcasts, in different places of its documentation. */
const broadcast = ['broadcast'] as const
const management = ['channels'] as const

/** Every name under which Apple serves pushes. */
export const hosts = {
  'api.push.apple.com': { environment: 'production', services: push },
  'api.sandbox.push.apple.com': { environment: 'development', services: push },
  // An old alias of the sandbox, still the default of node-apn 3 and aioapns 2.
  'api.development.push.apple.com': { environment: 'development', services: push },
  'api-broadcast.push.apple.com': { environment: 'production', services: broadcast },
  'api-broadcast.sandbox.push.apple.com': { environment: 'development', services: broadcast },
  'api-manage-broadcast.push.apple.com': { environment: 'production', services: management },
  'api-manage-broadcast.sandbox.push.apple.com': { environment: 'development', services: management },
} as const satisfies Record<string, Place>

/** The ports that tell the environment by themselves; 443 and 2197 serve both. */
const ports: ReadonlyMap<number, Place> = new Map([
  [2195, { environment: 'development', services: management }],
  [2196, { environment: 'production', services: management }],
])

/** @param authority A host with or without its port, as in `:authority` or as a server name. */
export function placeOf(authority: string | undefined): Place | undefined {
  const host = authority?.replace(/:\d+$/, '').toLowerCase() ?? ''
  return Object.hasOwn(hosts, host) ? hosts[host as keyof typeof hosts] : undefined
}

export function placeOfPort(port: number | undefined): Place | undefined {
  return port === undefined ? undefined : ports.get(port)
}

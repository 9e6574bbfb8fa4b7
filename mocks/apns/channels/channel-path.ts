import type { GatewayRequest } from '../exchange/gateway-request.ts'

const PATH =
  /^\/(?:1\/apps\/(?<managed>[^/?#]+)\/(?<resource>channels|all-channels)|4\/broadcasts\/apps\/(?<broadcast>[^/?#]+))$/

/** What a request for channels is about. */
export interface ChannelPath {
  readonly bundleId: string
  readonly resource: 'channels' | 'all-channels' | 'broadcast'
}

/** @returns `undefined` for a path that is not served. */
export function channelPathOf({ path }: GatewayRequest): ChannelPath | undefined {
  const { managed, resource, broadcast } = PATH.exec(path)?.groups ?? {}
  if (broadcast !== undefined) return { bundleId: broadcast, resource: 'broadcast' }
  if (managed === undefined) return undefined
  return { bundleId: managed, resource: resource === 'channels' ? 'channels' : 'all-channels' }
}

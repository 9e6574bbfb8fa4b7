import { randomBytes } from 'node:crypto'
import type { Environment } from '../environment.ts'

/** Apple: so many channels per app in each environment. */
const MOST_CHANNELS = 10_000

/** Apple: a channel with storage keeps its latest message for up to eight hours. */
const LONGEST_STORAGE_MS = 8 * 3600 * 1000

/** `0` keeps no message; `1` keeps the latest for those who come later. */
export type StoragePolicy = 0 | 1

/** A message to everybody who listens to a channel. */
export interface Broadcast {
  /** The `apns-request-id`. */
  readonly push: string
  readonly payload: unknown
  /** Size of the payload as sent. */
  readonly bytes: number
  readonly bundleId: string
  readonly channel: string
  readonly priority: number
  /** Seconds since 1970; `0` for no storage. */
  readonly expiration: number
}

/** A channel that devices can listen to. Its policy and its push type never change. */
export interface Channel {
  /** Base64, made by APNs. */
  readonly id: string
  readonly bundleId: string
  readonly environment: Environment
  readonly storagePolicy: StoragePolicy
}

interface OpenChannel extends Channel {
  readonly listeners: Set<(broadcast: Broadcast) => void>
  stored?: { readonly broadcast: Broadcast; readonly until: number }
  /** When its broadcasts came, in milliseconds since 1970, the latest last. */
  lastBroadcastAt: number
}

/** An app has as many channels as it may have. */
export class TooManyChannelsError extends Error {
  readonly code = 'APNS_TOO_MANY_CHANNELS'
  override readonly name = 'TooManyChannelsError'
}

/** The broadcast channels of all apps, in both environments. */
export class ChannelRegistry {
  readonly #apps = new Map<string, Map<string, OpenChannel>>()

  /** @throws {TooManyChannelsError} */
  create({
    bundleId,
    environment,
    storagePolicy = 0,
  }: Omit<Channel, 'id' | 'storagePolicy'> & { storagePolicy?: StoragePolicy }): Channel {
    if (this.isFull(bundleId, environment))
      throw new TooManyChannelsError(`${bundleId} has ${MOST_CHANNELS} channels in ${environment}, as many as it may`)
    const channels = this.#channels(bundleId, environment)
    const id = randomBytes(16).toString('base64')
    const channel = {
      id,
      bundleId,
      environment,
      storagePolicy,
      listeners: new Set<never>(),
      lastBroadcastAt: -Infinity,
    }
    channels.set(id, channel)
    return channel
  }

  /** Whether an app has as many channels as it may have. */
  isFull(bundleId: string, environment: Environment): boolean {
    return (this.#apps.get(key(bundleId, environment))?.size ?? 0) >= MOST_CHANNELS
  }

  list(bundleId: string, environment: Environment): readonly Channel[] {
    return [...(this.#apps.get(key(bundleId, environment))?.values() ?? [])]
  }

  find(bundleId: string, environment: Environment, id: string): Channel | undefined {
    return this.#find(bundleId, environment, id)
  }

  delete({ bundleId, environment, id }: Pick<Channel, 'bundleId' | 'environment' | 'id'>): void {
    this.#apps.get(key(bundleId, environment))?.delete(id)
  }

  /** When the channel had its latest broadcast, in milliseconds since 1970; `-Infinity` before the first. */
  lastBroadcastAt({ bundleId, environment, id }: Channel): number {
    return this.#find(bundleId, environment, id)?.lastBroadcastAt ?? Number.NEGATIVE_INFINITY
  }

  /**
   * Hears what is broadcast from now on, and first what is stored and still valid.
   *
   * @returns A function that ends it.
   * @throws {TypeError} For a channel that does not exist.
   */
  listen(
    { bundleId, environment, id }: Pick<Channel, 'bundleId' | 'environment' | 'id'>,
    deliver: (broadcast: Broadcast) => void,
    now: Date,
  ): () => void {
    const channel = this.#find(bundleId, environment, id)
    if (!channel) throw new TypeError(`${bundleId} has no channel ${id} in ${environment}; create it first`)
    channel.listeners.add(deliver)
    if (channel.stored && now.getTime() < channel.stored.until) deliver(channel.stored.broadcast)
    return () => void channel.listeners.delete(deliver)
  }

  /** Brings a message to all who listen, and keeps it where the channel's policy says so. */
  broadcast({ bundleId, environment, id }: Channel, broadcast: Broadcast, now: Date): void {
    const channel = this.#find(bundleId, environment, id)
    if (!channel) return
    channel.lastBroadcastAt = now.getTime()
    if (channel.storagePolicy === 1 && broadcast.expiration > 0)
      channel.stored = {
        broadcast,
        until: Math.min(broadcast.expiration * 1000, now.getTime() + LONGEST_STORAGE_MS),
      }
    for (const deliver of channel.listeners) deliver(broadcast)
  }

  #find(bundleId: string, environment: Environment, id: string): OpenChannel | undefined {
    return this.#apps.get(key(bundleId, environment))?.get(id)
  }

  #channels(bundleId: string, environment: Environment): Map<string, OpenChannel> {
    const name = key(bundleId, environment)
    const channels = this.#apps.get(name) ?? new Map<string, OpenChannel>()
    this.#apps.set(name, channels)
    return channels
  }
}

function key(bundleId: string, environment: Environment): string {
  return `${environment} ${bundleId}`
}

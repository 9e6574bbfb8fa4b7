import type { AsyncResource } from 'node:async_hooks'
import type { Clock, Timer } from '../../../clock/clock.ts'
import type { AppMessage, PhoneMessage, Untimed } from '../../../iphone/link/messages.ts'
import type { Transport } from '../../../iphone/link/transport.ts'
import { LINK_VERSION } from '../../../iphone/link/version.ts'

/** What surrounds an app's code: where it runs decides what these are. */
export interface RuntimeOptions {
  readonly clock: Clock
  readonly transport: Transport
  readonly pid: number
  /** Names this launch to the phone. */
  readonly launch: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The executable, and what the app was launched with. */
  readonly arguments: readonly string[]
  readonly fetch: typeof globalThis.fetch
  /**
   * Whether what the app holds no more is gone at once, as in Swift; it is, unless told otherwise. To make sure of it takes a
   * garbage collection, 40 ms. Otherwise what has been made is taken to be held for good.
   */
  readonly releasesAtOnce?: boolean | undefined
  /** Enters the app's context around every piece of its code. */
  enter<T>(runtime: AppRuntime, work: () => T): T
  /** The app's code threw, and nobody in the app caught it. */
  crashed(error: unknown): void
  /** The phone has gone. */
  disconnected(reason: string): void
}

/** Nobody is left to read it: one for all spares the stack trace that each would begin with. */
export const processEnded = new DOMException('the process has ended', 'AbortError')

/** One running app as its frameworks see it: the link to the phone, the clock, and whether it may run at all. */
export class AppRuntime {
  readonly clock: Clock
  readonly environment: RuntimeOptions['environment']
  readonly arguments: RuntimeOptions['arguments']
  /** Whether what the app holds no more is gone at once. */
  readonly releasesAtOnce: boolean
  /**
   * The way into its context, where one process hosts several apps, once somebody has gone it. It is kept here because what
   * a `WeakMap` leads to, in the end the whole phone, outlives every collection of young objects.
   */
  way?: AsyncResource
  readonly #options: RuntimeOptions
  readonly #lifetime = new AbortController()
  readonly #handlers = new Map<string, ((message: PhoneMessage) => void)[]>()
  readonly #deferred: (() => unknown)[] = []
  readonly #timers = new Set<Timer>()
  readonly #singletons = new Map<() => unknown, unknown>()
  #state: 'running' | 'suspended' | 'dead' = 'running'
  #phoneOffsetMs = 0
  #release = ''
  #storefront = ''

  constructor(options: RuntimeOptions) {
    this.#options = options
    this.clock = options.clock
    this.environment = options.environment
    this.arguments = options.arguments
    this.releasesAtOnce = options.releasesAtOnce ?? true
  }

  /** The phone's iOS release, such as `18.2`; empty until the phone has welcomed the app. */
  get release(): string {
    return this.#release
  }

  /** The country of the phone's App Store account, such as `USA`; empty until the phone has welcomed the app. */
  get storefront(): string {
    return this.#storefront
  }

  /** Asks over the network; what is still open when the process dies is cut, and nobody is there to hear of it. */
  async fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const own = init?.signal ?? (input instanceof Request ? input.signal : undefined)
    const { signal: lifetime } = this.#lifetime
    try {
      return await this.#options.fetch(input, { ...init, signal: own ? AbortSignal.any([lifetime, own]) : lifetime })
    } finally {
      await this.whenRunning()
    }
  }

  /** Runs a piece of the app's code so many milliseconds from now, unless the process has died by then. */
  after(delayMs: number, work: () => unknown): Timer {
    const timer = this.clock.setTimeout(() => {
      this.#timers.delete(timer)
      this.run(work)
    }, delayMs)
    if (this.#state === 'dead') timer.cancel()
    else this.#timers.add(timer)
    return timer
  }

  /** Resolves at once while the app may run; otherwise when it is resumed, or never. */
  whenRunning(): Promise<void> {
    return this.#state === 'running' ? Promise.resolve() : new Promise((resolve) => this.run(resolve))
  }

  /** Speaks the handshake. Resolves when the phone has welcomed the app: the clocks are aligned. */
  connect(): Promise<void> {
    const { transport, launch, pid } = this.#options
    const welcome = new Promise<void>((resolve) =>
      this.on('welcome', ({ t, release, storefront }) => {
        this.#release = release
        this.#storefront = storefront
        this.#phoneOffsetMs = this.clock.now() - t
        resolve()
      }),
    )
    this.on('clock.ping', ({ ping }) => this.send({ type: 'clock.pong', ping }))
    transport.receive({
      message: (message) => this.run(() => this.#dispatch(message as PhoneMessage)),
      garbage: (excerpt, reason) => this.#options.crashed(new Error(`the phone sent garbage: ${reason}: ${excerpt}`)),
      closed: (reason) => {
        if (this.#state !== 'dead') this.#options.disconnected(reason)
      },
    })
    this.send({ type: 'hello', version: LINK_VERSION, launch, pid })
    return welcome
  }

  /** How long ago the phone said something at its time `t`, in milliseconds, give or take what a message takes. */
  elapsedSince(t: number): number {
    return this.clock.now() - this.#phoneOffsetMs - t
  }

  on<Type extends PhoneMessage['type']>(
    type: Type,
    handler: (message: Extract<PhoneMessage, { type: Type }>) => void,
  ): void {
    const handlers = this.#handlers.get(type) ?? []
    // Only messages of the type are looked up by it.
    handlers.push(handler as (message: PhoneMessage) => void)
    this.#handlers.set(type, handlers)
  }

  send(message: Untimed<AppMessage>): void {
    if (this.#state !== 'dead') this.#options.transport.send({ ...message, t: this.clock.now() })
  }

  /**
   * Runs a piece of the app's code: at once, or when the app is resumed, or never when it is dead. Whatever the code
   * throws, now or from the promise that it returns, is a crash of the app.
   */
  run(work: () => unknown): void {
    if (this.#state === 'dead') return
    if (this.#state === 'suspended') return void this.#deferred.push(work)
    try {
      const result = this.#options.enter(this, work)
      if (result instanceof Promise) result.catch((error: unknown) => this.crash(error))
    } catch (error) {
      this.crash(error)
    }
  }

  /** The one instance that this process has of what `create` makes. */
  singleton<T>(create: () => T): T {
    if (!this.#singletons.has(create)) this.#singletons.set(create, create())
    return this.#singletons.get(create) as T
  }

  crash(error: unknown): void {
    if (this.#state !== 'dead') this.#options.crashed(error)
  }

  suspend(): void {
    if (this.#state === 'running') this.#state = 'suspended'
  }

  resume(): void {
    if (this.#state !== 'suspended') return
    this.#state = 'running'
    for (const work of this.#deferred.splice(0)) this.run(work)
  }

  kill(): void {
    this.#state = 'dead'
    this.#deferred.length = 0
    for (const timer of this.#timers) timer.cancel()
    this.#lifetime.abort(processEnded)
    this.#options.transport.close()
  }

  #dispatch(message: PhoneMessage): void {
    for (const handler of this.#handlers.get(message.type) ?? []) handler(message)
  }
}

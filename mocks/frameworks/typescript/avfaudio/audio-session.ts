import { currentRuntime } from '../runtime/current.ts'

/** `AVAudioSession.Category`, those that a calling app meets. */
export type AVAudioSessionCategory = 'ambient' | 'playAndRecord' | 'playback' | 'record' | 'soloAmbient'

/** `AVAudioSession.Mode`, those that a calling app meets. */
export type AVAudioSessionMode = 'default' | 'videoChat' | 'voiceChat'

/** `AVAudioSession.ErrorCode.insufficientPriority`: `!pri`. */
const INSUFFICIENT_PRIORITY = 561017449

/** Another call is more important than what the app wants to play. */
export class AVAudioSessionError extends Error {
  override readonly name = 'AVAudioSessionError'
  readonly domain = 'NSOSStatusErrorDomain'
  readonly code = INSUFFICIENT_PRIORITY

  constructor() {
    super(
      `Error Domain=NSOSStatusErrorDomain Code=${INSUFFICIENT_PRIORITY} (insufficientPriority): somebody else’s call has the audio; ` +
        'leave activation to the system, and wait for provider(_:didActivate:)',
    )
  }
}

/** `AVAudioSession`. A CallKit app configures it; the system activates it. */
export class AVAudioSession {
  #category: AVAudioSessionCategory = 'soloAmbient'
  #mode: AVAudioSessionMode = 'default'
  #interrupted = false

  constructor() {
    const runtime = currentRuntime()
    runtime.on('welcome', ({ audioInterrupted = false }) => void (this.#interrupted = audioInterrupted))
    runtime.on('AVAudioSession.interruption', ({ began }) => void (this.#interrupted = began))
  }

  static sharedInstance(): AVAudioSession {
    return currentRuntime().singleton(sharedAudioSession)
  }

  get category(): AVAudioSessionCategory {
    return this.#category
  }

  get mode(): AVAudioSessionMode {
    return this.#mode
  }

  /** `setCategory(_:mode:options:)`. */
  setCategory(category: AVAudioSessionCategory, mode: AVAudioSessionMode = 'default', options: string[] = []): void {
    this.#category = category
    this.#mode = mode
    currentRuntime().send({ type: 'AVAudioSession.setCategory', category, mode, options })
  }

  /**
   * `setActive(_:)`. For a CallKit call this is the system's business, which gives the session its priority.
   *
   * @throws AVAudioSessionError while somebody else's call has the audio.
   */
  setActive(active: boolean): void {
    const refused = active && this.#interrupted
    const error = refused ? { error: INSUFFICIENT_PRIORITY } : {}
    currentRuntime().send({ type: 'AVAudioSession.setActive', active, ...error })
    if (refused) throw new AVAudioSessionError()
  }
}

/** Makes the process's one session; a constant function, because the runtime keeps singletons by their maker. */
export const sharedAudioSession = (): AVAudioSession => new AVAudioSession()

import { currentRuntime } from '../runtime/current.ts'

/** `AVAudioSession.Category`, those that a calling app meets. */
export type AVAudioSessionCategory = 'ambient' | 'playAndRecord' | 'playback' | 'record' | 'soloAmbient'

/** `AVAudioSession.Mode`, those that a calling app meets. */
export type AVAudioSessionMode = 'default' | 'videoChat' | 'voiceChat'

/** `AVAudioSession`. A CallKit app configures it; the system activates it. */
export class AVAudioSession {
  #category: AVAudioSessionCategory = 'soloAmbient'
  #mode: AVAudioSessionMode = 'default'

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

  /** `setActive(_:)`. For a CallKit call this is the system's business, which gives the session its priority. */
  setActive(active: boolean): void {
    currentRuntime().send({ type: 'AVAudioSession.setActive', active })
  }
}

/** Makes the process's one session; a constant function, because the runtime keeps singletons by their maker. */
export const sharedAudioSession = (): AVAudioSession => new AVAudioSession()

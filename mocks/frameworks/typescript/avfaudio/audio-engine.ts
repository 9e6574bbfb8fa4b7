import { currentRuntime } from '../runtime/current.ts'
import { AVAudioInputNode } from './audio-input-node.ts'

/** `AVAudioEngine`: while it runs, the microphone is open and sound is played. */
export class AVAudioEngine {
  readonly inputNode = new AVAudioInputNode()
  #isRunning = false

  get isRunning(): boolean {
    return this.#isRunning
  }

  start(): void {
    if (this.#isRunning) return
    this.#isRunning = true
    currentRuntime().send({ type: 'AVAudioEngine.start' })
  }

  stop(): void {
    if (!this.#isRunning) return
    this.#isRunning = false
    currentRuntime().send({ type: 'AVAudioEngine.stop' })
  }
}

import { currentRuntime } from '../runtime/current.ts'

/** `AVAudioInputNode`: the microphone, as an engine has it. */
export class AVAudioInputNode {
  #isMuted = false

  /** What the microphone takes is thrown away while it is true; playback goes on. */
  get isVoiceProcessingInputMuted(): boolean {
    return this.#isMuted
  }

  set isVoiceProcessingInputMuted(muted: boolean) {
    if (muted === this.#isMuted) return
    this.#isMuted = muted
    currentRuntime().send({ type: 'AVAudioInputNode.isVoiceProcessingInputMuted', muted })
  }
}

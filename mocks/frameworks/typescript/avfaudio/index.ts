export { AVAudioEngine } from './audio-engine.ts'
export { AVAudioInputNode } from './audio-input-node.ts'
export {
  AVAudioSession,
  AVAudioSessionError,
  type AVAudioSessionCategory,
  type AVAudioSessionMode,
} from './audio-session.ts'

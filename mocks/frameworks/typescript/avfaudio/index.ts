export { AVAudioEngine } from './audio-engine.ts'
export {
  AVAudioSession,
  AVAudioSessionError,
  type AVAudioSessionCategory,
  type AVAudioSessionMode,
} from './audio-session.ts'

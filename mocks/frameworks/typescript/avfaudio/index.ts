export { AVAudioEngine } from './audio-engine.ts'
export { AVAudioSession, type AVAudioSessionCategory, type AVAudioSessionMode } from './audio-session.ts'

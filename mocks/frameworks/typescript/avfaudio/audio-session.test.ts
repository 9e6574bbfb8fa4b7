import { expect, test } from 'vitest'
import { RuntimeStand } from '../testing/runtime-stand.ts'
import { AVAudioEngine, AVAudioSession, AVAudioSessionError } from './index.ts'

async function launch(): Promise<RuntimeStand> {
  const stand = new RuntimeStand()
  await stand.launch(() => {})
  return stand
}

test('an app cannot activate the audio session while somebody else’s call has it', async () => {
  const stand = await launch()
  const activate = () => AVAudioSession.sharedInstance().setActive(true)
  await stand.tell({ type: 'AVAudioSession.interruption', began: true })
  await stand.run(() => expect(activate).toThrow(AVAudioSessionError))
  await stand.run(() => AVAudioSession.sharedInstance().setActive(false))
  await stand.tell({ type: 'AVAudioSession.interruption', began: false })
  await stand.run(activate)
  expect(stand.all('AVAudioSession.setActive').map(({ active, error }) => [active, error])).toEqual([
    [true, 561017449],
    [false, undefined],
    [true, undefined],
  ])
  expect(stand.crashes).toEqual([])
})

test('audio: the session remembers its category, and the engine tells only changes', async () => {
  const stand = await launch()
  const configured: string[] = []
  await stand.run(() => {
    const session = AVAudioSession.sharedInstance()
    session.setCategory('playAndRecord', 'voiceChat', ['allowBluetooth'])
    session.setActive(true)
    const engine = new AVAudioEngine()
    engine.stop()
    engine.start()
    engine.start()
    engine.inputNode.isVoiceProcessingInputMuted = true
    engine.inputNode.isVoiceProcessingInputMuted = true
    engine.stop()
    configured.push(session.category, session.mode)
  })
  expect(configured).toEqual(['playAndRecord', 'voiceChat'])
  expect(stand.spoken).toEqual([
    'AVAudioSession.setCategory',
    'AVAudioSession.setActive',
    'AVAudioEngine.start',
    'AVAudioInputNode.isVoiceProcessingInputMuted',
    'AVAudioEngine.stop',
  ])
})

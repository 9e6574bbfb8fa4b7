import { AppiumServer } from '../harness/callscreen/appium-server.ts'
import { AnsweredCall } from './answered-call.ts'
import type { Bench, Figure } from './figure.ts'
import { durations, median } from './measure.ts'

const REPETITIONS = 5

/** One whole call, app start and settling included: on both call screens, on real and on virtual time. */
export const scenario: Bench = async (progress) => {
  await using appium = await AppiumServer.start()
  const figures: Figure[] = []
  for (const callScreen of [{ kind: 'direct' }, { kind: 'appium', serverUrl: appium.url }] as const) {
    await using call = await AnsweredCall.on(callScreen)
    for (const time of ['real', 'virtual'] as const) {
      progress(`${callScreen.kind}, ${time} time`)
      await call.play(time)
      const taken = await durations(REPETITIONS, () => call.play(time))
      figures.push({ name: `scenario.${callScreen.kind}.${time}`, value: median(taken), unit: 'ms' })
    }
  }
  return figures
}

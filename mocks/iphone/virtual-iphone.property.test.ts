import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { CountingClock } from '../clock/testing/counting-clock.ts'
import { appEvents, systemEvents, touchEvents } from './events.ts'
import {
  handedTwice,
  mostAudioAtOnce,
  withoutEnd,
  wronglyEnded,
  wronglyRecorded,
  wrongTimeouts,
} from './testing/broken-promises.ts'
import { OTHER_BUNDLE, PhoneStand } from './testing/phone-stand.ts'
import { step } from './testing/random-steps.ts'

const shapes = { ...systemEvents.shapes, ...appEvents.shapes, ...touchEvents.shapes }

/** Longer than any action may stay open: what has no end by then has none at all. */
const LONGEST_ACTION_MS = 600_000

test('whatever apps and users do, the phone keeps its promises', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('13.7', '18.2', '26.4'),
      fc.boolean(),
      fc.array(step, { maxLength: 12, size: 'max' }),
      async (release, chosen, steps) => {
        const clock = new CountingClock()
        const switches = { exemptsLatePushes: chosen, holdsOtherCalls: chosen, timeoutEndsCall: !chosen }
        const stand = await PhoneStand.open(clock, { release, switches })
        await stand.inBackground(OTHER_BUNDLE)
        for (const { run } of steps) {
          await run(stand)
          await clock.settle()
          const uuids = stand.phone.source.calls.map(({ uuid }) => uuid)
          expect(new Set(uuids).size, 'calls in two states').toBe(uuids.length)
        }
        await clock.sleep(LONGEST_ACTION_MS)
        expect(withoutEnd(stand), 'actions that never ended').toEqual([])
        await stand[Symbol.asyncDispose]()
        await clock.sleep(stand.phone.release.figures.audioActivation.value)
        expect(clock.pending.size, 'timers that are left').toBe(0)
        expect(stand.phone.source.calls, 'calls that are left').toEqual([])
        expect(wronglyEnded(stand), 'calls that ended twice or never').toEqual([])
        expect(wronglyRecorded(stand), 'calls that were recorded twice or never').toEqual([])
        expect(handedTwice(stand), 'actions that were handed out twice').toEqual([])
        expect(wrongTimeouts(stand), 'time-outs that came early, or after the end').toEqual([])
        expect(mostAudioAtOnce(stand), 'providers with the audio at one time').toBeLessThanOrEqual(1)
      },
    ),
    { numRuns: 10_000 },
  )
}, 60_000)

test('whatever happens, it is told in events of the declared shapes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
      const clock = new CountingClock()
      await using stand = await PhoneStand.open(clock)
      for (const { run } of steps) {
        await run(stand)
        await clock.settle()
      }
      for (const event of stand.events) expect(shapes[event.name].safeParse(event).error).toBeUndefined()
    }),
    { numRuns: 100 },
  )
}, 30_000)

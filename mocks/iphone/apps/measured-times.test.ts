import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { RealClock } from '../../clock/real-clock.ts'
import { typescriptCommand } from '../../frameworks/typescript/host/typescript-command.ts'
import type { Stamp } from '../../events/vocabulary.ts'
import { VirtualIphone } from '../virtual-iphone.ts'
import { ChildProcessHost } from './child-process.ts'

const LAUNCHES = 10
const BEEPS = 20

/** What reading two clocks one after the other may add, in milliseconds. */
const MARGIN_MS = 0.02

const BUNDLE = 'puppet'
const app = fileURLToPath(new URL('../../frameworks/typescript/testing/puppet-app.ts', import.meta.url))

interface Truth {
  readonly before: number
  readonly after: number
}

test('the time of what an app does in its own process is known to within the uncertainty that is stated', async () => {
  const clock = new RealClock()
  const errors: number[] = []
  const uncertainties: number[] = []
  for (let launch = 0; launch < LAUNCHES; launch++) {
    for (const { stamp, truth } of await beeps(clock)) {
      const tooEarly = truth.before - stamp.at
      const tooLate = stamp.at - truth.after
      errors.push(Math.max(0, tooEarly, tooLate))
      uncertainties.push(stamp.uncertaintyMs)
      expect(Math.max(tooEarly, tooLate)).toBeLessThanOrEqual(stamp.uncertaintyMs + MARGIN_MS)
    }
  }
  expect(errors).toHaveLength(LAUNCHES * BEEPS)
  console.log(
    `${errors.length} events of ${LAUNCHES} launches: ` +
      `error at most ${Math.max(...errors).toFixed(3)} ms, median ${median(errors).toFixed(3)} ms; ` +
      `uncertainty ${Math.min(...uncertainties).toFixed(3)} to ${Math.max(...uncertainties).toFixed(3)} ms, ` +
      `median ${median(uncertainties).toFixed(3)} ms`,
  )
}, 30_000)

/** Launches the app once. Its stamps are on `clock`, and so is the truth: both read the machine's one monotonic clock. */
async function beeps(clock: RealClock): Promise<{ stamp: Stamp; truth: Truth }[]> {
  await using phone = VirtualIphone.boot({ clock })
  const host = new ChildProcessHost(typescriptCommand(app))
  phone.install({ bundleId: BUNDLE, displayName: BUNDLE, urlSchemes: [BUNDLE], environment: {}, host })
  const stamps: Stamp[] = []
  const truths: Truth[] = []
  const offset = machineOffset(clock)
  phone.events.subscribe((event, stamp) => {
    if (event.name === 'audio.io.start' && stamp) stamps.push(stamp)
    if (event.name !== 'app.log' || event.stream === 'stderr') return
    const { before, after } = JSON.parse(event.line) as Truth
    truths.push({ before: before - offset, after: after - offset })
  })
  await phone.controls.openURL(`${BUNDLE}://beepAtKnownTimes/${BEEPS}`)
  await clock.until(() => stamps.length === BEEPS && truths.length === BEEPS, 10_000, 'the beeps')
  return stamps.flatMap((stamp, index) => {
    const truth = truths[index]
    return truth ? [{ stamp, truth }] : []
  })
}

/** What the machine's clock reads when ours reads zero; of many readings the one that was interrupted least. */
function machineOffset(clock: RealClock): number {
  const readings = Array.from({ length: 100 }, () => {
    const before = clock.now()
    const machine = Number(process.hrtime.bigint()) / 1e6
    const after = clock.now()
    return { width: after - before, offset: machine - (before + after) / 2 }
  })
  return readings.sort((a, b) => a.width - b.width)[0]?.offset ?? Number.NaN
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

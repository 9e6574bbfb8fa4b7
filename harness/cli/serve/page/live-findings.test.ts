import { afterEach, beforeEach, expect, test } from 'vitest'
import { LiveFindings, type Judged } from './live-findings.ts'
import { SmallStand } from './testing/small-stand.ts'

/** Counts how often its trace is judged. */
class CountingStand {
  readonly small: SmallStand
  judged = 0
  isBroken = false

  constructor(small: SmallStand) {
    this.small = small
  }

  get view() {
    const { small } = this
    return {
      phones: small.phones,
      templates: small.templates,
      malformations: small.malformations,
      compose: small.compose.bind(small),
      push: small.push.bind(small),
      trace: small.trace.bind(small),
      subscribe: small.subscribe.bind(small),
      findings: () => {
        this.judged++
        if (this.isBroken) throw new Error('a rule broke')
        return small.findings()
      },
    }
  }
}

let stand: CountingStand

beforeEach(async () => {
  stand = new CountingStand(await SmallStand.open())
})
afterEach(() => stand.small[Symbol.asyncDispose]())

test('a trace is judged once for all its readers, and for nobody not at all', async () => {
  const live = new LiveFindings(stand.view)
  const heard: Judged[][] = [[], [], []]
  const ends = heard.map((all) => live.read('stand', (judged) => all.push(judged)))
  await expect.poll(() => heard.map(({ length }) => length)).toEqual([1, 1, 1])
  expect(stand.judged).toBe(1)
  await stand.small.push('stand', {})
  await stand.small.stand.clock.sleep(8000)
  await expect.poll(() => heard.map(({ length }) => length)).toEqual([2, 2, 2])
  expect(stand.judged).toBeLessThan(4)
  expect(heard[2]?.at(-1)).toEqual({ findings: stand.small.findings() })
  const late: Judged[] = []
  live.read('stand', (judged) => late.push(judged))()
  expect(late).toEqual(heard[0]?.slice(-1))
  for (const end of ends) end()
  const before = stand.judged
  await stand.small.stand.clock.sleep(8000)
  live.read('stand', () => {})()
  expect(stand.judged).toBe(before)
})

test('a rule that breaks is told to the readers, and to nobody else', async () => {
  const live = new LiveFindings(stand.view)
  stand.isBroken = true
  const heard: Judged[] = []
  const end = live.read('stand', (judged) => heard.push(judged))
  await expect.poll(() => heard).toEqual([{ failed: 'a rule broke' }])
  end()
})

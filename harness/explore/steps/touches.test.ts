import { expect, test } from 'vitest'
import { Corpus } from '../corpus.ts'
import { playUnjudged } from '../play-steps.ts'
import { Random } from '../random.ts'
import { passagesOf } from '../state.ts'
import { fixtureApp } from '../testing/fixture-app.ts'

test('what a search touches is there', async () => {
  const subject = await fixtureApp()
  const corpus = new Corpus(new Random(7), 20)
  let touches = 0
  let played = 0
  for (let scenario = 0; scenario < 200; scenario++) {
    const next = corpus.another()
    const { steps, events } = await playUnjudged(
      (world) => {
        const step = next(world)
        if (step?.data.do === 'touch' && step.applies(world)) touches++
        return step
      },
      { subject, release: '18.2' },
    )
    corpus.keep(steps, passagesOf(events))
    played += steps.filter(({ step, stopped }) => step.data.do === 'touch' && !stopped).length
  }
  expect(touches).toBeGreaterThan(300)
  // Two calls on hold at once, for one, are no state that a screen has been drawn for.
  expect(touches - played).toBeLessThan(touches / 50)
})

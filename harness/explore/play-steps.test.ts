import { expect, test } from 'vitest'
import { inOrder, playSteps } from './play-steps.ts'
import { readStep } from './steps/index.ts'
import { fixtureApp } from './testing/fixture-app.ts'

const subject = await fixtureApp()
const play = (...steps: readonly unknown[]) => playSteps(inOrder(steps.map(readStep)), { subject, release: '18.2' })
const times = (events: Awaited<ReturnType<typeof play>>['events'], name: string) =>
  events.filter((event) => event.name === name).map(({ at }) => at)

test('steps that do not apply are left out', async () => {
  const push = { do: 'push', call: 1 }
  const { steps } = await play(
    { do: 'touch', control: 'answer' },
    { do: 'remote ends', call: 1, reason: 'remoteEnded' },
    { do: 'unlock' },
    push,
    { do: 'touch', control: 'merge' },
    { do: 'place', call: 1 },
  )
  expect(steps.map(({ step }) => step.data)).toEqual([push])
})

test('a push that APNs keeps comes when the phone is back', async () => {
  const { events } = await play(
    { do: 'airplane mode', on: true },
    { do: 'push', call: 1, how: { expiresInSeconds: 60 } },
    { do: 'push', call: 2 },
    { do: 'wait', ms: 1000 },
    { do: 'airplane mode', on: false },
    { do: 'wait', ms: 0 },
  )
  expect(events.map(({ name }) => name)).toEqual(expect.arrayContaining(['apns.store', 'apns.discard']))
  expect(times(events, 'sys.deliver')).toEqual([1000])
})

test('what happens to a push on its way happens to the next one only', async () => {
  const { events } = await play(
    { do: 'network', fault: { fault: 'late', ms: 1500 } },
    { do: 'push', call: 1 },
    { do: 'push', call: 2 },
    { do: 'wait', ms: 6000 },
  )
  expect(times(events, 'sys.deliver')).toEqual([0, 1500])
})

test('the other side of an outgoing call is found by the handle', async () => {
  const { events, steps } = await play(
    { do: 'place', call: 1 },
    { do: 'wait', ms: 0 },
    { do: 'place', call: 2 },
    { do: 'wait', ms: 0 },
    { do: 'remote answers', call: 2 },
  )
  const started = events.filter((event) => event.name === 'server.start')
  expect(steps).toHaveLength(5)
  expect(started.map(({ handle }) => handle)).toEqual(['+15550201', '+15550202'])
  expect(events.find((event) => event.name === 'remote.answered')).toMatchObject({ uuid: started[1]?.uuid })
})

test('an app that is stalled while the user touches something is given the action late', async () => {
  const stalled = { do: 'touch', control: 'answer', stalledMs: 3000 }
  const { events, steps } = await play({ do: 'push', call: 1 }, { do: 'wait', ms: 100 }, stalled)
  expect([times(events, 'perform'), times(events, 'performing'), times(events, 'fulfill')]).toEqual([
    [100],
    [3100],
    [3100],
  ])
  const again = await play(...steps.map(({ step }) => step.data))
  expect(again.steps.map(({ step }) => step.data)).toContainEqual(stalled)
})

test('no app is stalled that is in the middle of something', async () => {
  const push = { do: 'push', call: 1 }
  const { steps } = await play(push, { do: 'touch', control: 'answer', stalledMs: 3000 })
  expect(steps.map(({ step }) => step.data)).toEqual([push])
})

test('one call may reach an app by several ways', async () => {
  const ways = [{}, { how: { via: 'serviceExtension' } }, { how: { via: 'localPush' } }] as const
  const { events, judgements } = await play(...ways.map((how) => ({ do: 'push', call: 1, ...how })))
  expect(events.filter(({ name }) => name === 'cx.report.call')).toHaveLength(3)
  expect(judgements.filter(({ verdict }) => verdict === 'fail' || verdict === 'deviates')).toEqual([])
})

test('the same steps give the same events', async () => {
  const steps = [
    { do: 'push', call: 1 },
    { do: 'touch', control: 'answer' },
    { do: 'push', call: 2 },
    { do: 'touch', control: 'holdAndAccept' },
    { do: 'touch', control: 'swap' },
    { do: 'take memory' },
    { do: 'wait', ms: 6000 },
  ]
  const [one, other] = [await play(...steps), await play(...steps)]
  const told = ({ events }: typeof one) => events.map(({ name, at }) => `${at} ${name}`)
  expect(told(one)).toEqual(told(other))
  expect(one.judgements.map(({ verdict }) => verdict)).toEqual(other.judgements.map(({ verdict }) => verdict))
})

test.each([
  [{ do: 'nothing' }, /there is no step "nothing"; there are push, /],
  [7, /there is no step/],
  [{ do: 'push' }, /call/],
  [{ do: 'wait', ms: 1, more: true }, /more/],
])('%j is no step', (value, message) => {
  expect(() => readStep(value)).toThrow(message)
})

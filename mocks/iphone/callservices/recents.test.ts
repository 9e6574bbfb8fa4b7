import { expect, test } from 'vitest'
import type { CallEndedReason, RecentOutcome } from '../events.ts'
import { BUNDLE, CALL, PhoneStand, PROVIDER } from '../testing/phone-stand.ts'

const reported = (stand: PhoneStand, reason: CallEndedReason) =>
  stand.app.say({ type: 'CXProvider.reportCallEnded', provider: PROVIDER, uuid: CALL, reason })

const outgoing = async () => {
  const stand = await PhoneStand.open()
  await stand.request({ type: 'CXStartCallAction', uuid: CALL, handle: { type: 'generic', value: 'bob' } })
  await stand.complete('fulfill')
  return stand
}

interface Ended {
  readonly what: string
  readonly open: () => Promise<PhoneStand>
  readonly end: (stand: PhoneStand) => unknown
  readonly outcome: RecentOutcome
}

const ringing = () => PhoneStand.ringing()
const byReason = (open: Ended['open'], outcomes: Readonly<Record<CallEndedReason, RecentOutcome>>, what: string) =>
  Object.entries(outcomes).map(([reason, outcome]) => ({
    what: `${what} that the app ends: ${reason}`,
    open,
    end: (stand: PhoneStand) => reported(stand, reason as CallEndedReason),
    outcome,
  }))

test.each<Ended>([
  ...byReason(
    ringing,
    {
      failed: 'failed',
      remoteEnded: 'missed',
      unanswered: 'missed',
      answeredElsewhere: 'answeredElsewhere',
      declinedElsewhere: 'declinedElsewhere',
    },
    'a ringing call',
  ),
  ...byReason(
    outgoing,
    {
      failed: 'failed',
      remoteEnded: 'notAnswered',
      unanswered: 'notAnswered',
      answeredElsewhere: 'notAnswered',
      declinedElsewhere: 'notAnswered',
    },
    'an outgoing call',
  ),
  {
    what: 'a connected call',
    open: () => PhoneStand.connected(),
    end: (stand) => reported(stand, 'failed'),
    outcome: 'connected',
  },
  {
    what: 'a call that the user declines',
    open: ringing,
    async end(stand) {
      stand.phone.controls.decline(CALL)
      await stand.complete('fulfill')
    },
    outcome: 'declined',
  },
  {
    what: 'a call that nobody answers',
    open: ringing,
    async end(stand) {
      await stand.clock.sleep(stand.phone.release.figures.ringTimeout.value)
      await stand.complete('fulfill')
    },
    outcome: 'missed',
  },
  {
    what: 'an answer that fails',
    open: ringing,
    async end(stand) {
      stand.phone.controls.answer(CALL)
      await stand.complete('fail')
    },
    outcome: 'failed',
  },
  {
    what: 'an outgoing call that the user gives up',
    open: outgoing,
    async end(stand) {
      stand.phone.controls.end(CALL)
      await stand.complete('fulfill')
    },
    outcome: 'notAnswered',
  },
  { what: 'a call whose app dies', open: ringing, end: (stand) => stand.app.exit('exit code 1'), outcome: 'missed' },
  {
    what: 'a call whose provider is invalidated',
    open: ringing,
    end: (stand) => stand.app.say({ type: 'CXProvider.invalidate', provider: PROVIDER }),
    outcome: 'missed',
  },
])('$what is recorded as $outcome', async ({ open, end, outcome }) => {
  await using stand = await open()
  await end(stand)
  await stand.clock.settle()
  expect(stand.all('sys.recorded')).toMatchObject([{ uuid: CALL, bundleId: BUNDLE, outcome }])
})

test('an app may keep its calls off the list', async () => {
  await using stand = await PhoneStand.open()
  stand.app.say({
    type: 'CXProvider.init',
    provider: PROVIDER,
    maximumCallGroups: 1,
    maximumCallsPerCallGroup: 1,
    includesCallsInRecents: false,
  })
  await stand.report()
  reported(stand, 'remoteEnded')
  await stand.clock.settle()
  expect(stand.last('cx.callChanged')).toMatchObject({ hasEnded: true, endedBy: 'app', reason: 'remoteEnded' })
  expect(stand.all('sys.recorded')).toEqual([])
})

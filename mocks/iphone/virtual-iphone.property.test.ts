import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { CountingClock } from '../clock/testing/counting-clock.ts'
import { actionType, appEvents, systemEvents, touchEvents } from './events.ts'
import { BUNDLE, CALL, OTHER_BUNDLE, OTHER_CALL, PhoneStand, PROVIDER } from './testing/phone-stand.ts'
import type { ScriptedApp } from './testing/scripted-app.ts'

interface Step {
  readonly name: string
  run(stand: PhoneStand): unknown
}

const call = fc.constantFrom(CALL, OTHER_CALL, '33333333-3333-4333-8333-333333333333')
const bundle = fc.constantFrom(BUNDLE, OTHER_BUNDLE)
const appOf = (stand: PhoneStand, bundleId: string) => (bundleId === BUNDLE ? stand.app : stand.other)
const push = fc.constantFrom('p1', 'p2', 'p3')

/** An action that the app was handed at some time, or that nobody knows. */
const handed = (app: ScriptedApp, index: number) => app.handed[index]?.action ?? 'unknown'

const handle = { type: 'generic', value: 'bob' } as const
const requested = fc.record({
  action: fc.uuid(),
  type: fc.constantFrom(...actionType.options),
  uuid: call,
  handle: fc.constant(handle),
})

const message = fc.oneof(
  fc.record({
    type: fc.constant('CXProvider.reportNewIncomingCall'),
    provider: fc.constant(PROVIDER),
    request: fc.uuid(),
    uuid: call,
    update: fc.constant({ remoteHandle: handle }),
  }),
  fc.record({
    type: fc.constant('CXProvider.reportCallEnded'),
    provider: fc.constant(PROVIDER),
    uuid: call,
    reason: fc.constant('failed'),
  }),
  fc.record({
    type: fc.constant('CXProvider.reportOutgoingCallConnected'),
    provider: fc.constant(PROVIDER),
    uuid: call,
  }),
  fc.record({
    type: fc.constant('CXCallController.request'),
    request: fc.uuid(),
    actions: fc.array(requested, { maxLength: 3 }),
  }),
  fc.record({ type: fc.constant('pushRegistry.entered'), push }),
  fc.record({ type: fc.constant('pushRegistry.returned'), push }),
  fc.record({ type: fc.constant('CXProvider.invalidate'), provider: fc.constant(PROVIDER) }),
  fc.record({
    type: fc.constant('PKPushRegistry.desiredPushTypes'),
    pushTypes: fc.subarray(['PKPushTypeVoIP']),
  }),
)

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(bundle, message).map(([bundleId, said]) => ({
      name: `${bundleId} says ${said.type}`,
      run: (stand: PhoneStand) => appOf(stand, bundleId).say(said),
    })),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(bundle, fc.nat(8), fc.constantFrom('fulfill', 'fail')).map(([bundleId, index, how]) => ({
      name: `${bundleId} ${how}s action ${index}`,
      run(stand: PhoneStand) {
        const app = appOf(stand, bundleId)
        app.say({ type: how === 'fulfill' ? 'CXAction.fulfill' : 'CXAction.fail', action: handed(app, index) })
      },
    })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(call, fc.constantFrom('answer', 'decline', 'end', 'holdAndAccept', 'endAndAccept'))
      .map(([uuid, control]) => ({
        name: `${control} ${uuid}`,
        run: (stand: PhoneStand) => stand.phone.controls[control](uuid),
      })),
  },
  fc.tuple(call, fc.boolean()).map(([uuid, on]) => ({
    name: `hold ${uuid} ${on}`,
    run(stand: PhoneStand) {
      stand.phone.controls.setHeld(uuid, on)
      stand.phone.controls.setMuted(uuid, !on)
    },
  })),
  fc
    .tuple(bundle, push)
    .map(([bundleId, id]) => ({ name: `push ${id}`, run: (stand: PhoneStand) => stand.push(id, bundleId) })),
  bundle.map((bundleId) => ({
    name: `open ${bundleId}`,
    run: (stand: PhoneStand) => stand.phone.controls.activate(bundleId),
  })),
  bundle.map((bundleId) => ({
    name: `kill ${bundleId}`,
    run: (stand: PhoneStand) => stand.phone.controls.terminate(bundleId),
  })),
  bundle.map((bundleId) => ({
    name: `crash ${bundleId}`,
    run: (stand: PhoneStand) => appOf(stand, bundleId).exit('exit code 1'),
  })),
  bundle.map((bundleId) => ({
    name: `suspend ${bundleId}`,
    run: (stand: PhoneStand) => stand.phone.app(bundleId).enter('suspended'),
  })),
  fc.constant<Step>({ name: 'reset', run: (stand) => stand.phone.resetCallServices() }),
  fc.constantFrom('home' as const, 'lock' as const, 'unlock').map((control) => ({
    name: control,
    run: (stand: PhoneStand) => stand.phone.controls[control](),
  })),
  fc
    .constantFrom(1, 20, 5000, 7000, 61_000)
    .map((ms) => ({ name: `wait ${ms}`, run: (stand: PhoneStand) => stand.clock.sleep(ms) })),
)

const shapes = { ...systemEvents.shapes, ...appEvents.shapes, ...touchEvents.shapes }

test('whatever apps and users do: nothing throws, every call ends once, and nothing is left behind', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
      const clock = new CountingClock()
      const stand = await PhoneStand.open(clock)
      for (const { run } of steps) {
        await run(stand)
        await clock.settle()
      }
      await stand[Symbol.asyncDispose]()
      await clock.sleep(stand.phone.release.figures.audioActivation.value)
      expect(clock.pending.size, 'timers that are left').toBe(0)
      expect(stand.phone.source.calls, 'calls that are left').toEqual([])
      for (const event of stand.events) expect(shapes[event.name].safeParse(event).error).toBeUndefined()
      expect(wronglyEnded(stand)).toEqual([])
    }),
    { numRuns: 300 },
  )
}, 30_000)

/** Ends of calls that were not there, and calls that never ended. */
function wronglyEnded(stand: PhoneStand): string[] {
  const live = new Set<string>()
  const wrong: string[] = []
  for (const { uuid, hasEnded } of stand.all('cx.callChanged')) {
    if (!hasEnded) live.add(uuid)
    else if (!live.delete(uuid)) wrong.push(uuid)
  }
  return [...wrong, ...live]
}

import * as fc from 'fast-check'
import { actionType } from '../events.ts'
import { URLNotHandledError } from '../phone-controls.ts'
import { BUNDLE, CALL, OTHER_BUNDLE, OTHER_CALL, PROVIDER, THIRD_CALL, type PhoneStand } from './phone-stand.ts'
import type { ScriptedApp } from './scripted-app.ts'

/** Something that may happen to a phone. */
export interface Step {
  readonly name: string
  run(stand: PhoneStand): unknown
}

const call = fc.constantFrom(CALL, OTHER_CALL, THIRD_CALL)
const bundle = fc.constantFrom(BUNDLE, OTHER_BUNDLE)
const appOf = (stand: PhoneStand, bundleId: string) => (bundleId === BUNDLE ? stand.app : stand.other)
const push = fc.constantFrom('p1', 'p2', 'p3')

const url = fc.constantFrom('tel:+15550188', 'telephony:+15550188', `${OTHER_BUNDLE}://call/bob`)

const settings = fc.record(
  {
    doNotDisturb: fc.boolean(),
    blockedHandles: fc.subarray(['+15550100', 'bob']),
    restrictedSharingMode: fc.boolean(),
    protectedHandles: fc.subarray(['+15550177', 'bob']),
    sensitiveHandles: fc.subarray(['+15550100']),
    defaultCallingApp: fc.constantFrom(null, BUNDLE),
  },
  { requiredKeys: [] },
)

/** An action that the app was handed at some time, or that nobody knows. */
const handed = (app: ScriptedApp, index: number) => app.handed[index]?.action ?? 'unknown'

const handle = { type: 'generic', value: 'bob' } as const
const requested = fc.record({
  action: fc.uuid(),
  type: fc.constantFrom(...actionType.options),
  uuid: call,
  handle: fc.constant(handle),
  onHold: fc.boolean(),
  digits: fc.constant('5'),
  callUUIDToGroupWith: fc.option(call),
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
  fc.record({ type: fc.constant('UIApplication.open'), request: fc.uuid(), url }),
  fc.record({ type: fc.constant('pushRegistry.entered'), push }),
  fc.record({ type: fc.constant('pushRegistry.returned'), push }),
  fc.record({ type: fc.constant('CXProvider.invalidate'), provider: fc.constant(PROVIDER) }),
  fc.record({
    type: fc.constant('PKPushRegistry.desiredPushTypes'),
    pushTypes: fc.subarray(['PKPushTypeVoIP']),
  }),
)

/** All that apps, users and the world do to a phone, at random. */
export const step: fc.Arbitrary<Step> = fc.oneof(
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
      .tuple(call, fc.constantFrom('answer', 'decline', 'end', 'holdAndAccept', 'endAndAccept', 'merge', 'split'))
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
  fc.tuple(call, fc.boolean()).map(([uuid, on]) => ({
    name: `dial and translate ${uuid} ${on}`,
    run(stand: PhoneStand) {
      for (const digit of ['5', '6', '7']) stand.phone.controls.playDTMF(uuid, digit)
      stand.phone.controls.setTranslating(uuid, on, { localLanguage: 'de-DE', remoteLanguage: 'en-US' })
    },
  })),
  fc.boolean().map((rings) => ({
    name: rings ? 'a cellular call rings' : 'cellular calls are over',
    run({ phone }: PhoneStand) {
      if (rings) phone.receiveCellularCall('+15550177')
      else phone.endCellularCall()
    },
  })),
  url.map((opened) => ({
    name: `open ${opened}`,
    async run({ phone }: PhoneStand) {
      await phone.controls.openURL(opened).catch((error: unknown) => {
        if (!(error instanceof URLNotHandledError)) throw error
      })
      phone.answerCellularCall()
    },
  })),
  settings.map((set) => ({
    name: `set ${JSON.stringify(set)}`,
    run: ({ phone }: PhoneStand) => phone.setSettings(set),
  })),
  fc.boolean().map((on) => ({
    name: `airplane mode ${on}`,
    run: ({ phone }: PhoneStand) => phone.setAirplaneMode(on),
  })),
  bundle.map((bundleId) => ({
    name: `take the memory of ${bundleId}`,
    run: ({ phone }: PhoneStand) => phone.reclaimMemory(bundleId),
  })),
  fc.constant<Step>({ name: 'restart the phone', run: ({ phone }) => phone.reboot() }),
  bundle.map((bundleId) => ({
    name: `hand on to ${bundleId}`,
    run: ({ phone }: PhoneStand) => phone.handOff(bundleId, { UUID: CALL }),
  })),
  fc.tuple(bundle, push, fc.constantFrom(0, 60_000)).map(([bundleId, id, ageMs]) => ({
    name: `push ${id}, ${ageMs} ms old`,
    run: ({ phone, clock }: PhoneStand) =>
      phone.deliver(bundleId, { push: id, payload: {}, bytes: 2, acceptedAt: clock.now() - ageMs }),
  })),
  fc.boolean().map((accept) => ({
    name: accept ? 'accept whatever rings' : 'hang up whatever talks',
    run({ phone }: PhoneStand) {
      for (const { uuid, state } of phone.source.calls) {
        if (accept && state === 'ringing') phone.controls.holdAndAccept(uuid)
        if (!accept && state === 'active') phone.controls.end(uuid)
      }
    },
  })),
  {
    weight: 4,
    arbitrary: fc.tuple(bundle, call).map(([bundleId, uuid]) => ({
      name: `${bundleId} talks in ${uuid}`,
      async run(stand: PhoneStand) {
        await stand.report(uuid, appOf(stand, bundleId))
        stand.phone.controls.holdAndAccept(uuid)
        await stand.completeAll('fulfill', stand.app)
        await stand.completeAll('fulfill', stand.other)
        await stand.clock.sleep(100)
      },
    })),
  },
  {
    weight: 2,
    arbitrary: bundle.map((bundleId) => ({
      name: `${bundleId} fulfills everything`,
      run: (stand: PhoneStand) => stand.completeAll('fulfill', appOf(stand, bundleId)),
    })),
  },
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

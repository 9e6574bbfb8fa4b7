import { expect, test } from 'vitest'
import { UUID } from '../foundation/index.ts'
import { RuntimeStand } from '../testing/runtime-stand.ts'
import {
  CXCallController,
  CXCallObserver,
  CXEndCallAction,
  CXHandle,
  CXPlayDTMFCallAction,
  CXSetGroupCallAction,
  CXSetHeldCallAction,
  CXSetMutedCallAction,
  CXStartCallAction,
  CXTransaction,
  type CXCall,
  type CXError,
} from './index.ts'

const CALL = '11111111-1111-4111-8111-111111111111'
const uuid = UUID.fromString(CALL.toLowerCase()) ?? new UUID()
const call = { uuid: CALL, outgoing: false, hasConnected: false, isOnHold: false, hasEnded: false }

async function launch(calls = [call]) {
  const stand = new RuntimeStand()
  const made: { controller: CXCallController; observer: CXCallObserver }[] = []
  await stand.launch(() => made.push({ controller: new CXCallController(), observer: new CXCallObserver() }), calls)
  const [app] = made
  if (!app) throw new Error('the app was not launched')
  return { stand, ...app }
}

test('a transaction goes out with the fields of every action, and completes once', async () => {
  const { stand, controller } = await launch()
  const results: (CXError | null)[] = []
  const transaction = new CXTransaction(new CXStartCallAction(uuid, new CXHandle('emailAddress', 'bob@example.com')))
  transaction.addAction(new CXSetHeldCallAction(uuid, true))
  transaction.addAction(new CXSetMutedCallAction(uuid, false))
  transaction.addAction(new CXSetGroupCallAction(uuid, null))
  transaction.addAction(new CXPlayDTMFCallAction(uuid, '1'))
  transaction.addAction(new CXEndCallAction(uuid))
  await stand.run(() => controller.request(transaction, (error) => results.push(error)))
  const [request] = stand.all('CXCallController.request')
  expect(
    request?.actions.map(({ action, uuid: of, ...rest }) => ({ ...rest, own: of === CALL && action !== '' })),
  ).toEqual([
    { type: 'CXStartCallAction', own: true, handle: { type: 'emailAddress', value: 'bob@example.com' } },
    { type: 'CXSetHeldCallAction', own: true, onHold: true },
    { type: 'CXSetMutedCallAction', own: true, muted: false },
    { type: 'CXSetGroupCallAction', own: true, callUUIDToGroupWith: null },
    { type: 'CXPlayDTMFCallAction', own: true, digits: '1' },
    { type: 'CXEndCallAction', own: true },
  ])
  const completion = { type: 'CXCallController.request.completion', request: request?.request ?? '' } as const
  const error = { domain: 'com.apple.CallKit.error.requesttransaction', code: 4, caseName: 'unknownCallUUID' }
  await stand.tell({ ...completion, error }, completion)
  expect(results.map((each) => each?.code)).toEqual([4])
  expect(results[0]?.message).toBe('Error Domain=com.apple.CallKit.error.requesttransaction Code=4 (unknownCallUUID)')
})

test('the observer knows the calls from the first moment, and every change, however soon it comes', async () => {
  const stand = new RuntimeStand()
  const changes: CXCall[] = []
  const seen: CXCall[][] = []
  const observers: CXCallObserver[] = []
  const launched = stand.launch(() => {
    const observer = new CXCallObserver()
    seen.push([...observer.calls])
    observer.setDelegate({ callObserverCallChanged: (_observer, changed) => void changes.push(changed) })
    observers.push(observer)
  }, [call])
  // Comes together with the welcome, before the app's code has been loaded.
  const early = stand.tell({ type: 'callObserver.callChanged', call: { ...call, hasConnected: true } })
  await Promise.all([launched, early])
  expect(seen).toMatchObject([[{ uuid, isOutgoing: false, hasConnected: true }]])
  await stand.tell({ type: 'callObserver.callChanged', call: { ...call, hasConnected: true, hasEnded: true } })
  expect(changes).toMatchObject([{ uuid, hasEnded: true }])
  expect(observers[0]?.calls).toEqual([])
})

test('an action that nobody performs has no deadline', () => {
  expect(new CXEndCallAction(uuid).timeoutDate.getTime()).toBe(8.64e15)
})

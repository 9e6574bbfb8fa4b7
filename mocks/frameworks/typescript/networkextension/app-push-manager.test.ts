import { expect, test } from 'vitest'
import { RuntimeStand } from '../testing/runtime-stand.ts'
import { NEAppPushManager } from './index.ts'

const call = (push: string) =>
  ({ type: 'NEAppPushManager.didReceiveIncomingCall', push, userInfo: { call: push } }) as const

test('a call waits for the delegate of the manager that was loaded, and the next one goes to it at once', async () => {
  const stand = new RuntimeStand()
  const received: unknown[] = []
  const managers: NEAppPushManager[] = []
  await stand.launch(() => void NEAppPushManager.loadAllFromPreferences().then((loaded) => managers.push(...loaded)))
  await stand.tell(call('p1'))
  expect(stand.all('pushRegistry.entered')).toEqual([])
  const [manager] = managers
  if (!manager) throw new Error('no manager was loaded')
  await stand.run(() => {
    manager.delegate = {
      appPushManagerDidReceiveIncomingCall: (from, userInfo) => void received.push(from === manager, userInfo),
    }
  })
  await stand.tell(call('p2'))
  expect(received).toEqual([true, { call: 'p1' }, true, { call: 'p2' }])
  expect(stand.all('pushRegistry.entered')).toMatchObject([
    { push: 'p1', method: 'didReceiveIncomingCall' },
    { push: 'p2', method: 'didReceiveIncomingCall' },
  ])
  expect(manager.delegate).not.toBeNull()
})

test('a call that comes with the welcome is not lost', async () => {
  const stand = new RuntimeStand()
  const received: unknown[] = []
  const launched = stand.launch(() => {
    const delegate = {
      appPushManagerDidReceiveIncomingCall: (_: NEAppPushManager, info: object) => received.push(info),
    }
    void NEAppPushManager.loadAllFromPreferences().then(([manager]) => manager && (manager.delegate = delegate))
  })
  await Promise.all([launched, stand.tell(call('p1'))])
  expect(received).toEqual([{ call: 'p1' }])
})

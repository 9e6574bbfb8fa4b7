import { expect, test } from 'vitest'
import { RuntimeStand } from '../testing/runtime-stand.ts'
import { NotificationCenter } from './index.ts'

test('tells the observers of a name, in the order in which they came, and nobody else', async () => {
  const stand = new RuntimeStand()
  const told: string[] = []
  await stand.launch(() => {
    const center = NotificationCenter.default
    center.addObserver('one', () => told.push('first'))
    center.addObserver('other', () => told.push('other'))
    NotificationCenter.default.addObserver('one', () => told.push('second'))
    center.post('one')
  })
  expect(told).toEqual(['first', 'second'])
  expect(stand.all('NotificationCenter.post')).toEqual([])
})

test.each(['PKPushIncomingCallReportedNotification', 'RCTJavaScriptDidLoadNotification'])(
  'the phone hears of %s',
  async (name) => {
    const stand = new RuntimeStand()
    await stand.launch(() => NotificationCenter.default.post(name))
    expect(stand.all('NotificationCenter.post')).toMatchObject([{ notification: name }])
  },
)

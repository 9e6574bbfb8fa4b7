import { expect, test } from 'vitest'
import { CXError } from '../callkit/index.ts'
import { RuntimeStand } from '../testing/runtime-stand.ts'
import { Handle, StartCellularConversationAction, TelephonyConversationManager } from './index.ts'

test('a cellular conversation is asked of the phone, and a refusal is an error', async () => {
  const stand = new RuntimeStand()
  const outcomes: unknown[] = []
  const start = (number: string) =>
    TelephonyConversationManager.sharedInstance
      .startCellularConversation(new StartCellularConversationAction(new Handle('phoneNumber', number)))
      .then(
        () => outcomes.push(number),
        (error: unknown) => outcomes.push(error),
      )
  await stand.launch(() => {
    void start('+15550188')
    void start('+15550199')
  })
  const type = 'TelephonyConversationManager.startCellularConversation'
  const [first, second] = stand.all(type)
  expect([first?.handle, second?.handle]).toEqual(['+15550188', '+15550199'])
  const error = { domain: 'd', code: 1, caseName: 'unentitled' }
  await stand.tell({ type: `${type}.completion`, request: second?.request ?? '', error })
  await stand.tell({ type: `${type}.completion`, request: first?.request ?? '' })
  expect(outcomes).toEqual([new CXError(error), '+15550188'])
})

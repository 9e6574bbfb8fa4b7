import { expect, test } from 'vitest'
import { campaign } from './campaign.ts'

test('fifteen hundred hostile requests are answered or refused as the protocol says, and leave nothing behind', async () => {
  const { failures, answered, refused, ignored, requests } = await campaign({ requests: 1500, seed: 20_260_101 })
  expect(failures).toEqual([])
  const answers = Object.values(answered).reduce((sum, count) => sum + count, 0)
  expect(answers + refused + ignored).toBe(requests)
  // It would be no attack that never got through to the checks, nor past them.
  for (const status of [200, 400, 403, 404, 405, 413]) expect(Object.keys(answered)).toContain(String(status))
})

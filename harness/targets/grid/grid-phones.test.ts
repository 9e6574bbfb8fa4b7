import { expect, test, vi } from 'vitest'
import { GridPhones } from './grid-phones.ts'
import { smallGrid } from './testing/small-grid.ts'

const STAGE = 'ws://127.0.0.1:4700/phone/virtual-1/stage'

const session = (id: string, more: object = { 'callkit:stage': STAGE }) => ({
  status: 200,
  value: { sessionId: id, capabilities: { 'appium:udid': `phone of ${id}`, ...more } },
})

test('a phone is asked for by its release, and given back', async () => {
  await using grid = await smallGrid({ slots: [{ release: '18.2' }, { release: '26.0' }], sessions: [session('one')] })
  {
    await using taken = await GridPhones.open({ url: grid.url, release: '18.2', atMost: 9 })
    expect(taken.phones).toMatchObject([{ sessionId: 'one', udid: 'phone of one', stage: STAGE, language: 'en' }])
  }
  expect(grid.asked.map(({ request }) => request)).toEqual(['GET /status', 'POST /session', 'DELETE /session/one'])
  expect(grid.asked[1]?.body).toEqual({
    capabilities: {
      alwaysMatch: {
        platformName: 'iOS',
        'appium:automationName': 'XCUITest',
        'appium:platformVersion': '18.2',
        'appium:newCommandTimeout': 300,
      },
      firstMatch: [{}],
    },
  })
})

test('all that are free are taken, unless that is more than can be used or are wanted', async () => {
  const slots = [{ release: '18.2' }, { release: '18.2', taken: true }, { release: '18.2' }, { release: '18.2' }]
  for (const [options, expected] of [
    [{ atMost: 9 }, 3],
    [{ atMost: 2 }, 2],
    [{ atMost: 9, count: 1 }, 1],
  ] as const) {
    await using grid = await smallGrid({ slots, sessions: ['a', 'b', 'c'].map((id) => session(id)) })
    await using taken = await GridPhones.open({ url: grid.url, release: '18.2', ...options })
    expect(taken.phones).toHaveLength(expected)
  }
})

test('an Appium server is one phone, and is told the name and the key of an account', async () => {
  await using grid = await smallGrid({ sessions: [session('one')] })
  const url = grid.url.replace('//', '//me:secret@')
  await using taken = await GridPhones.open({ url, release: '18.2', atMost: 9 })
  expect(taken.phones).toHaveLength(1)
  expect(grid.asked[1]?.authorization).toBe(`Basic ${btoa('me:secret')}`)
})

test.each([
  { what: 'no node', slots: [], code: 'GRID_NO_SUCH_PHONE', says: 'no node has registered a phone' },
  {
    what: 'another release',
    slots: [{ release: '26.0' }],
    code: 'GRID_NO_SUCH_PHONE',
    says: 'its phones have iOS 26.0',
  },
  {
    what: 'a node that is down',
    slots: [{ release: '18.2', down: true }],
    code: 'GRID_NO_SUCH_PHONE',
    says: 'whose node is up; down: 1 phone with iOS 18.2',
  },
  {
    what: 'a phone that is taken',
    slots: [{ release: '18.2', taken: true }],
    code: 'GRID_FULL',
    says: 'none of them is free; wait until another run is done, let it take fewer with --workers',
  },
])('$what is told before anything is asked for', async ({ slots, code, says }) => {
  await using grid = await smallGrid({ slots })
  await expect(GridPhones.open({ url: grid.url, release: '18.2', atMost: 9 })).rejects.toMatchObject({
    code,
    message: expect.stringContaining(says),
  })
  expect(grid.asked.map(({ request }) => request)).toEqual(['GET /status'])
})

test('more phones than there are, are too many', async () => {
  await using grid = await smallGrid({ slots: [{ release: '18.2' }] })
  await expect(GridPhones.open({ url: grid.url, release: '18.2', count: 2, atMost: 9 })).rejects.toMatchObject({
    code: 'GRID_FULL',
    message: expect.stringContaining('expected 2 phones with iOS 18.2'),
  })
})

test('a session that cannot be opened says why, and the others are given back', async () => {
  const message = 'Could not start a new session. Appium hangs\nHost info: host: somewhere'
  const failing = { status: 500, value: { error: 'session not created', message } }
  await using grid = await smallGrid({
    slots: [{ release: '18.2' }, { release: '18.2' }],
    sessions: [session('one'), failing],
  })
  await expect(GridPhones.open({ url: grid.url, release: '18.2', atMost: 9 })).rejects.toMatchObject({
    code: 'GRID_SESSION',
    message: expect.stringMatching(/with 500: session not created: Could not start a new session\. Appium hangs$/),
  })
  expect(grid.asked.at(-1)?.request).toBe('DELETE /session/one')
})

test('a phone without a stage is given back', async () => {
  await using grid = await smallGrid({ slots: [{ release: '18.2' }], sessions: [session('one', {})] })
  await expect(GridPhones.open({ url: grid.url, release: '18.2', atMost: 9 })).rejects.toMatchObject({
    code: 'GRID_NO_STAGE',
    message: expect.stringContaining('callkit-conformance serve'),
  })
  expect(grid.asked.at(-1)?.request).toBe('DELETE /session/one')
})

test('a Grid that does not answer is not waited for', async () => {
  await using grid = await smallGrid({ slots: [{ release: '18.2' }], sessions: [undefined] })
  await expect(
    GridPhones.open({ url: grid.url, release: '18.2', atMost: 9, sessionTimeoutMs: 50 }),
  ).rejects.toMatchObject({
    code: 'GRID_FULL',
    message: expect.stringMatching(/within 0\.05 s.* one without --workers takes every free phone/),
  })
})

test('a session that comes too late is given back', async () => {
  await using grid = await smallGrid({
    slots: [{ release: '18.2' }],
    sessions: [{ ...session('late'), afterMs: 200 }],
  })
  await expect(
    GridPhones.open({ url: grid.url, release: '18.2', atMost: 9, sessionTimeoutMs: 50 }),
  ).rejects.toMatchObject({ code: 'GRID_FULL' })
  await vi.waitFor(() => expect(grid.asked.at(-1)?.request).toBe('DELETE /session/late'), 5000)
})

test.each([
  ['a stage of another type', { 'callkit:stage': 5 }, 'value.capabilities.callkit:stage: Invalid'],
  ['a stage that is no WebSocket', { 'callkit:stage': 'phones.example:4700/x' }, "'phones.example:4700/x'"],
])('%s is told, and the phones are given back', async (_, capabilities, says) => {
  await using grid = await smallGrid({
    slots: [{ release: '18.2' }, { release: '18.2' }],
    sessions: [session('one', capabilities), session('two')],
  })
  await expect(GridPhones.open({ url: grid.url, release: '18.2', atMost: 9 })).rejects.toMatchObject({
    code: 'GRID_ANSWER',
    message: expect.stringContaining(says),
  })
  const given = grid.asked.filter(({ request }) => request.startsWith('DELETE')).map(({ request }) => request)
  expect(given.toSorted()).toEqual(['DELETE /session/one', 'DELETE /session/two'])
})

test('an answer without a session is told', async () => {
  await using grid = await smallGrid({ slots: [{ release: '18.2' }], sessions: [{ status: 200, value: {} }] })
  await expect(GridPhones.open({ url: grid.url, release: '18.2', atMost: 9 })).rejects.toMatchObject({
    code: 'GRID_ANSWER',
    message: expect.stringContaining(
      'answered POST /session as neither Selenium Grid nor Appium does: value.sessionId',
    ),
  })
})

test.each([
  ['nothing', null, 'value: Invalid input'],
  ['nodes of which nobody says whether they are up', { nodes: [{ slots: [] }] }, 'value.nodes.0.availability'],
])('a status with %s is told', async (_, status, says) => {
  await using grid = await smallGrid({ status })
  await expect(GridPhones.open({ url: grid.url, release: '18.2', atMost: 9 })).rejects.toMatchObject({
    code: 'GRID_ANSWER',
    message: expect.stringContaining(says),
  })
})

test('where there is no Grid, that is said, without the key of an account', async () => {
  const opening = GridPhones.open({ url: 'http://me:secret@127.0.0.1:9', release: '18.2', atMost: 9 })
  await expect(opening).rejects.toMatchObject({
    code: 'GRID_UNREACHABLE',
    message: expect.stringMatching(/^expected a Selenium Grid .* at http:\/\/127\.0\.0\.1:9 to answer GET \/status/),
  })
})

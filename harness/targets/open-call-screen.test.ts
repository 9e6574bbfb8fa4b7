import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { VirtualClock } from '../../mocks/clock/virtual-clock.ts'
import { VirtualIphone } from '../../mocks/iphone/virtual-iphone.ts'
import { openCallScreen } from './open-call-screen.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'call-screen-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('tries the profile that is configured before those built in', async () => {
  await using resources = new AsyncDisposableStack()
  const phone = resources.use(VirtualIphone.boot({ clock: new VirtualClock(), release: '17.5' }))
  const profile = join(folder, 'own.json')
  const own = { owners: ['com.example.Calls'], controls: { end: { labels: ['Raccrocher'] } } }
  await writeFile(profile, JSON.stringify({ format: 'callkit-conformance/call-screen', version: 1, ...own }))
  const screen = await openCallScreen({ kind: 'direct' }, phone, { profile }, resources)
  await expect(screen.end()).rejects.toThrow(/Raccrocher, End call.* profiles own\.json; iOS 17, en; /)
})

test('a profile that is configured and cannot be read is no reason to go on without', async () => {
  await using resources = new AsyncDisposableStack()
  const phone = resources.use(VirtualIphone.boot({ clock: new VirtualClock() }))
  const opening = openCallScreen({ kind: 'direct' }, phone, { profile: join(folder, 'none.json') }, resources)
  await expect(opening).rejects.toMatchObject({ code: 'CALL_SCREEN_PROFILE' })
})

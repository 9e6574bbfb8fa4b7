import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { RealClock } from '../../mocks/clock/real-clock.ts'
import { AppiumCallScreen } from '../callscreen/appium.ts'
import { virtualCapabilities } from '../callscreen/capabilities.ts'
import { loadSubject } from '../config/load-subject.ts'
import { Recorder } from '../trace/recorder.ts'
import { AbandonableTarget } from './abandonable-target.ts'
import type { Target } from './stage.ts'
import { VirtualTarget } from './virtual-target.ts'

test('a phone whose driver has fallen silent is played on no more', async () => {
  await using resources = new AsyncDisposableStack()
  const frozen = createServer(() => {}).listen(0, '127.0.0.1')
  await once(frozen, 'listening')
  resources.defer(() => {
    frozen.closeAllConnections()
    frozen.close()
  })
  const callScreen = await AppiumCallScreen.attach({
    serverUrl: `http://127.0.0.1:${(frozen.address() as AddressInfo).port}`,
    sessionId: 'frozen',
    capabilities: virtualCapabilities({ udid: 'frozen', release: '18.2', webDriverAgentUrl: 'http://127.0.0.1:9' }),
    commandTimeoutMs: 100,
  })
  const virtual = resources.use(await VirtualTarget.start({ kind: 'direct' }))
  let opened = 0
  const served: Target = {
    name: 'virtual',
    times: ['real'],
    unavailable: () => undefined,
    async open(options) {
      opened++
      return Object.assign(await virtual.open(options), { callScreen })
    },
  }

  const target = new AbandonableTarget(served)
  const app = fileURLToPath(new URL('../../fixtures/apps/reference', import.meta.url))
  const subject = await loadSubject(app, process.cwd())
  const clock = new RealClock()
  const recorder = new Recorder({
    clock,
    header: { app: subject.name, target: 'virtual', release: '18.2', startedAt: new Date().toISOString() },
  })
  const options = { subject, release: '18.2', time: 'real', clock, recorder } as const
  {
    await using stage = await target.open(options)
    await expect(stage.callScreen.lock()).rejects.toMatchObject({ code: 'CALL_SCREEN_DRIVER_SILENT' })
  }
  await expect(target.open(options)).rejects.toMatchObject({
    code: 'CALL_SCREEN_DRIVER_SILENT',
    message: expect.stringMatching(/^not played, .*: expected Appium to lock the phone; no answer came within 0\.1 s$/),
  })
  expect(opened).toBe(1)
})

import { expect, test } from 'vitest'
import { RuntimeStand } from '../testing/runtime-stand.ts'
import { inRuntime } from '../runtime/current.ts'
import { launchApplication } from './launch.ts'
import type { UIApplication, UIApplicationDelegate } from './application.ts'

test('what an app has opened is asked of the phone, and answered to whom asked', async () => {
  const stand = new RuntimeStand()
  const applications: UIApplication[] = []
  class App implements UIApplicationDelegate {
    applicationDidFinishLaunching(application: UIApplication): void {
      applications.push(application)
    }
  }
  void inRuntime(stand.runtime, () => launchApplication(stand.runtime, async () => ({ default: App }), 'app.ts'))
  await stand.tell({ type: 'welcome', state: 'foreground', release: '18.2', storefront: 'USA', calls: [] })
  const [application] = applications
  const answers = Promise.all([
    application?.open(new URL('telephony:+15550188')),
    application?.open(new URL('nobody:here')),
  ])
  await stand.clock.settle()
  const asked = stand.all('UIApplication.open')
  expect(asked.map(({ url }) => url)).toEqual(['telephony:+15550188', 'nobody:here'])
  for (const { request, url } of asked.toReversed())
    await stand.tell({ type: 'UIApplication.open.completion', request, opened: url.startsWith('telephony:') })
  expect(await answers).toEqual([true, false])
})

import { appiumArguments } from './harness/callscreen/appium-arguments.ts'
import { virtualCapabilities } from './harness/callscreen/capabilities.ts'

export { virtualCapabilities }

/** For `npx wdio run wdio.conf.ts`: one worker, which boots a virtual iPhone and runs the specs on it. */
export const config = {
  runner: 'local',
  framework: 'mocha',
  reporters: ['spec'],
  logLevel: 'error',
  specs: ['./suites/wdio/*.e2e.ts'],
  maxInstances: 1,
  waitforTimeout: 5000,
  waitforInterval: 50,
  // Appium takes a few seconds on a cold disk, an app process one or two.
  mochaOpts: { timeout: 30_000 },
  // The service knows that Appium is up by a line that Appium logs at level info.
  services: [['appium', { args: { ...appiumArguments, logLevel: 'info' } }]],
  capabilities: [virtualCapabilities({ udid: 'virtual', release: '18.2', webDriverAgentUrl: 'http://127.0.0.1' })],
  /** Runs in the worker, so that the specs and the phone share a process. The address is known only now. */
  async beforeSession(_config: unknown, capabilities: object): Promise<void> {
    const { startPhone } = await import('./suites/wdio/virtual-phone.ts')
    Object.assign(capabilities, virtualCapabilities(await startPhone()))
  },
  async afterSession(): Promise<void> {
    const { stopPhone } = await import('./suites/wdio/virtual-phone.ts')
    await stopPhone()
  },
}

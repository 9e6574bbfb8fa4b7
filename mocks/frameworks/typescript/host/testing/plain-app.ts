import { promisify } from 'node:util'
import { AVAudioEngine } from '../../avfaudio/index.ts'
import { PKPushRegistry, PKPushType, type PKPushRegistryDelegate } from '../../pushkit/index.ts'
import type { UIApplication, UIApplicationDelegate } from '../../uikit/index.ts'

const sleep = promisify(setTimeout)
const nextTurn = promisify(setImmediate)

/** An app that knows nothing of Foundation: it beeps by the ordinary globals, as a URL such as `plain://timeout/20` tells it. */
export default class PlainApp implements UIApplicationDelegate, PKPushRegistryDelegate {
  readonly #engine = new AVAudioEngine()
  readonly #registry = new PKPushRegistry(null)

  applicationDidFinishLaunching(): void {
    this.#registry.delegate = this
    this.#registry.desiredPushTypes = new Set([PKPushType.voIP])
  }

  applicationOpenURL(_application: UIApplication, url: URL): void {
    const delay = Number(url.pathname.slice(1))
    const beep = () => this.#beep()
    const commands: Record<string, () => unknown> = {
      timeout: () => setTimeout(beep, delay),
      interval: () => setInterval(beep, delay),
      thrice: () => {
        let left = 3
        const interval = setInterval(() => {
          beep()
          if (--left === 0) clearInterval(interval)
        }, delay)
      },
      cleared: () => {
        clearTimeout(setTimeout(beep, delay))
        clearTimeout(Number(setTimeout(beep, delay)))
        using _disposed = setTimeout(beep, delay)
      },
      rivals: () => {
        const rivals = [0, 1].map((index) =>
          setTimeout(() => {
            clearTimeout(rivals[1 - index])
            beep()
          }, delay),
        )
      },
      refreshed: () => {
        const late = setTimeout(beep, delay).unref()
        setTimeout(() => late.refresh(), delay / 2)
      },
      sleep: () => sleep(delay).then(beep),
      turns: async () => {
        for (let left = delay; left > 0; left--) await nextTurn()
        setImmediate(beep)
      },
      turnCleared: () => clearImmediate(setImmediate(beep)),
      ask: () => fetch(`${process.env['CALLKIT_BACKEND']}/beep`).then(beep),
      throwLater: () =>
        setTimeout(() => {
          throw new Error('boom in a timer')
        }, delay),
      rejectLater: () => {
        void sleep(delay).then(() => {
          throw new Error('boom in a promise of nobody')
        })
      },
    }
    commands[url.hostname]?.()
  }

  pushRegistryDidUpdatePushCredentials(): void {}
  pushRegistryDidReceiveIncomingPush(): void {}

  #beep(): void {
    this.#engine.start()
    this.#engine.stop()
  }
}

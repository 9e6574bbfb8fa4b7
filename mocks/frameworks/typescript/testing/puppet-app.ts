import { AVAudioEngine } from '../avfaudio/index.ts'
import { DispatchQueue, ProcessInfo, Timer, URLSession } from '../foundation/index.ts'
import { PKPushRegistry, PKPushType, type PKPushRegistryDelegate } from '../pushkit/index.ts'
import type { UIApplication, UIApplicationDelegate } from '../uikit/index.ts'

/** Milliseconds of the monotonic clock that all processes of a machine share. */
const machineNow = () => Number(process.hrtime.bigint()) / 1e6

/** An app that does what a URL tells it, such as `puppet://crash`. Everything that it has to say goes to the link or to stdout. */
export default class PuppetApp implements UIApplicationDelegate, PKPushRegistryDelegate {
  readonly #engine = new AVAudioEngine()
  readonly #registry = new PKPushRegistry(null)

  applicationDidFinishLaunching(_application: UIApplication): void {
    if (ProcessInfo.processInfo.environment['PUPPET_AT_START'] === 'crash') throw new Error('boom at start')
    this.#registry.delegate = this
    this.#registry.desiredPushTypes = new Set([PKPushType.voIP])
  }

  applicationOpenURL(_application: UIApplication, url: URL): void {
    const argument = decodeURIComponent(url.pathname.slice(1))
    const commands: Record<string, () => unknown> = {
      beep: () => this.#beep(),
      crash: () => {
        throw new TypeError('boom in a callback')
      },
      reject: () => Promise.reject(new Error('boom in a promise')),
      exit: () => process.exit(Number(argument)),
      print: () => console.log(argument),
      flood: () => process.stdout.write(`${'x'.repeat(Number(argument))}\n`),
      beepAfter: () => DispatchQueue.main.asyncAfter(Number(argument), () => this.#beep()),
      beepEvery: () => Timer.scheduledTimer(Number(argument), true, () => this.#beep()),
      beepWhenAnswered: async () => {
        await URLSession.shared.data(argument)
        this.#beep()
      },
      beepAtKnownTimes: () => this.#beepAtKnownTimes(Number(argument)),
    }
    return void commands[url.hostname]?.()
  }

  pushRegistryDidUpdatePushCredentials(): void {}
  pushRegistryDidReceiveIncomingPush(): void {}

  #beep(): void {
    this.#engine.start()
    this.#engine.stop()
  }

  /** Prints between which two moments of the machine's clock each of so many beeps began. */
  #beepAtKnownTimes(count: number): void {
    const before = machineNow()
    this.#engine.start()
    const after = machineNow()
    this.#engine.stop()
    console.log(JSON.stringify({ before, after }))
    if (count > 1) DispatchQueue.main.asyncAfter(0.002, () => this.#beepAtKnownTimes(count - 1))
  }
}

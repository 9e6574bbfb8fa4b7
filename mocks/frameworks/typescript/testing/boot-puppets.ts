import { fileURLToPath } from 'node:url'
import { VirtualClock } from '../../../clock/virtual-clock.ts'
import type { PhoneEvent } from '../../../iphone/events.ts'
import { VirtualIphone } from '../../../iphone/virtual-iphone.ts'
import { InProcessHost } from '../host/in-process-host.ts'

const entry = fileURLToPath(new URL('./puppet-app.ts', import.meta.url))

/** A phone on virtual time with puppet apps of the given names on it, hosted in-process. */
export function bootPuppets(names: readonly string[], fetch: typeof globalThis.fetch = globalThis.fetch) {
  const clock = new VirtualClock()
  const phone = VirtualIphone.boot({ clock })
  const events: (PhoneEvent & { at: number })[] = []
  phone.events.subscribe((event, stamp) => events.push({ ...event, at: stamp?.at ?? clock.now() }))
  for (const name of names)
    phone.install({
      bundleId: name,
      displayName: name,
      urlSchemes: [name],
      environment: {},
      host: new InProcessHost(entry, clock, fetch),
    })
  return {
    clock,
    phone,
    events,
    /** When the app has beeped, in milliseconds. */
    beeps: () => events.filter(({ name }) => name === 'audio.io.start').map(({ at }) => at),
    /** Has the app do something. It is in front after that. */
    async tell(name: string, command: string) {
      await phone.controls.openURL(`${name}://${command}`)
      await clock.settle()
    },
    [Symbol.asyncDispose]: () => phone[Symbol.asyncDispose](),
  }
}

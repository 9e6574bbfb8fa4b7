// A gateway that captures what it accepts, and is killed in the middle of it.
import { RealClock } from '../../../clock/real-clock.ts'
import { Gateway } from '../../gateway.ts'
import { deviceToken, key, topic } from '../../testing/push.ts'

/** What a client needs to push to it. */
export interface Serving {
  readonly port: number
  readonly ca: string
  readonly key: typeof key
}

const [file = ''] = process.argv.slice(2)
const gateway = await Gateway.start({
  clock: new RealClock(),
  keys: [key],
  captures: { file },
  // Clients that begin with a burst shall not lose the first of it.
  switches: { streamsBeforeAuthentication: 1000 },
})
gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: () => {} })
const { port, ca } = gateway.endpoint
process.send?.({ port, ca, key } satisfies Serving)

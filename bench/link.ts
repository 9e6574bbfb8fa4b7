import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { alignClocks, type ClockSample } from '../mocks/clock/align.ts'
import { typescriptCommand } from '../mocks/frameworks/typescript/host/typescript-command.ts'
import { LinkServer } from '../mocks/iphone/link/link-server.ts'
import { appMessage } from '../mocks/iphone/link/messages.ts'
import type { Transport } from '../mocks/iphone/link/transport.ts'
import type { Bench } from './figure.ts'
import { median, quantile } from './measure.ts'

const app = fileURLToPath(new URL('../fixtures/apps/reference/app.ts', import.meta.url))
const ROUND_TRIPS = 4000
/** Exchanges of one handshake. */
const EXCHANGES = 8

/** The wire between the phone and an app process: messages there and back, and how well their clocks are aligned. */
export const link: Bench = async (progress) => {
  const links = await LinkServer.listen()
  const launch = randomUUID()
  const connected = Promise.withResolvers<Transport>()
  links.expect(launch, {
    connected: connected.resolve,
    refused: (reason) => connected.reject(new Error(`the app was refused: ${reason}`)),
  })
  const { command, args } = typescriptCommand(app)
  const env = { ...process.env, CALLKIT_LINK: links.address, CALLKIT_LAUNCH: launch }
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  child.once('exit', (code) => connected.reject(new Error(`the app ended with ${code} before it connected`)))
  try {
    const transport = await connected.promise
    progress(`${ROUND_TRIPS} messages there and back`)
    const samples = await exchange(transport, ROUND_TRIPS)
    const roundTrips = samples.map(({ sent, received }) => received - sent)
    const handshakes = Array.from({ length: ROUND_TRIPS / EXCHANGES }, (_, index) =>
      samples.slice(index * EXCHANGES, (index + 1) * EXCHANGES),
    )
    const uncertainties = handshakes.map((each) => alignClocks(each).uncertaintyMs)
    return [
      { name: 'link.roundtrip.p50', value: median(roundTrips), unit: 'ms' },
      { name: 'link.roundtrip.p99', value: quantile(roundTrips, 0.99), unit: 'ms' },
      { name: 'link.uncertainty.p50', value: median(uncertainties), unit: 'ms' },
      { name: 'link.uncertainty.p99', value: quantile(uncertainties, 0.99), unit: 'ms' },
    ]
  } finally {
    child.kill()
    await links.close()
  }
}

/** Sends pings as the phone's handshake does; an app that has not been welcomed does nothing but answer them. */
function exchange(transport: Transport, count: number): Promise<ClockSample[]> {
  return new Promise((resolve, reject) => {
    const samples: ClockSample[] = []
    let sent = 0
    const ping = () => {
      sent = performance.now()
      transport.send({ type: 'clock.ping', ping: samples.length, t: sent })
    }
    transport.receive({
      message(raw) {
        const received = performance.now()
        samples.push({ sent, remote: appMessage.parse(raw).t, received })
        if (samples.length < count) ping()
        else resolve(samples)
      },
      garbage: (excerpt, reason) => reject(new Error(`the app sent garbage: ${reason}: ${excerpt}`)),
      closed: (reason) => reject(new Error(`the link was closed: ${reason}`)),
    })
    ping()
  })
}

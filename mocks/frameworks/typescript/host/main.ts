// The first code of an app's own process: started by the phone with the app's entry module as its first argument.
import { createConnection } from 'node:net'
import { pathToFileURL } from 'node:url'
import { RealClock } from '../../../clock/real-clock.ts'
import { socketTransport } from '../../../iphone/link/socket-transport.ts'
import { AppRuntime } from '../runtime/app-runtime.ts'
import { setMainRuntime } from '../runtime/current.ts'
import { launchApplication, type AppModule } from '../uikit/launch.ts'
import { tellingFetch } from './telling-fetch.ts'

/** Leaves the process with the message alone: a stack of this file helps nobody who writes an app. */
function leave(message: string, code: number): never {
  console.error(message)
  process.exit(code)
}

const [entry, ...launchArguments] = process.argv.slice(2)
const { CALLKIT_LINK: link, CALLKIT_LAUNCH: launch } = process.env
if (!entry || !link || !launch)
  leave(
    'this program is started by a virtual iPhone, with CALLKIT_LINK and CALLKIT_LAUNCH set and an app as argument',
    2,
  )

globalThis.fetch = tellingFetch(fetch, (line) => console.error(line))
const tcp = /^127\.0\.0\.1:(\d+)$/.exec(link)
const socket = tcp ? createConnection({ host: '127.0.0.1', port: Number(tcp[1]) }) : createConnection({ path: link })
const runtime = new AppRuntime({
  clock: new RealClock(),
  transport: socketTransport(socket),
  pid: process.pid,
  launch,
  environment: process.env,
  arguments: [entry, ...launchArguments],
  fetch: (input, init) => fetch(input, init),
  enter: (_runtime, work) => work(),
  // Thrown outside any promise, so that it ends the process as an uncaught exception does anywhere.
  crashed: (error) =>
    void setImmediate(() => {
      throw error
    }),
  // Without its phone an app has nothing to live for; staying would leave an orphan process.
  disconnected: (reason) => leave(`the phone is gone: ${reason}`, 0),
})
setMainRuntime(runtime)
await launchApplication(runtime, () => import(pathToFileURL(entry).href) as Promise<AppModule>, entry)

// Keeps requests in a capture, bursts of them at a time, and says on stdout which are kept, until it is killed.
import { writeSync } from 'node:fs'
import { RealClock } from '../../../clock/real-clock.ts'
import { CaptureLog } from '../capture-log.ts'
import { captureRequest } from './requests.ts'

const [file = ''] = process.argv.slice(2)
const log = CaptureLog.open({ environment: 'development', clock: new RealClock(), file })
const BURST = 50

let next = 0
function burst(): void {
  for (let each = 0; each < BURST; each++) {
    const push = String(next++)
    log.keep(captureRequest({ push }), (error) => {
      if (error) throw error
      writeSync(1, `${push}\n`)
    })
  }
  setImmediate(burst)
}
burst()

// Keeps bursts of requests in a capture that may not grow as large as they need, and says what became of each.
import { RealClock } from '../../../clock/real-clock.ts'
import { CaptureLog } from '../capture-log.ts'
import { captureRequest } from './requests.ts'

const [file = ''] = process.argv.slice(2)
const log = CaptureLog.open({ environment: 'development', clock: new RealClock(), file })
const outcomes: Record<string, string> = {}

/** Too large for what is left of the file after the first burst, and the last one fits again. */
const bursts = [Array<number>(5).fill(100), Array<number>(5).fill(700), [100]]
let next = 0
for (const sizes of bursts) {
  const kept = sizes.map((size) => {
    const push = String(next++)
    const request = captureRequest({ push, rawHeaders: [], body: Buffer.alloc(size, 'x') })
    return new Promise<void>((resolve) => {
      log.keep(request, (error) => {
        outcomes[push] = error === undefined ? 'written' : error.message
        resolve()
      })
    })
  })
  await Promise.all(kept)
}
console.log(JSON.stringify({ outcomes, inMemory: log.query().map(({ push }) => push) }))

// Attacks a gateway: `node mocks/apns/fuzz/main.ts --requests 100000 --seed 1`. Exits with 1 when it does not hold.
import { parseArgs } from 'node:util'
import { campaign } from './campaign.ts'

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
})
const [requests, seed] = [Number(values.requests), Number(values.seed)]
if (!Number.isSafeInteger(requests) || requests < 1 || !Number.isSafeInteger(seed) || seed < 0) {
  console.error(
    `expected --requests to be a positive and --seed a natural number, got ${values.requests} and ${values.seed}`,
  )
  process.exit(2)
}
// A promise that nobody waits for must not be a way out.
process.on('uncaughtException', (error) => {
  console.error('the gateway let an error escape:', error)
  process.exit(1)
})
const every = Math.max(2500, Math.round(requests / 50_000) * 2500)
const { failures, ...summary } = await campaign({
  requests,
  seed,
  progress: (done) => {
    if (done % every === 0) console.error(`${done} of ${requests}`)
  },
})
console.log(JSON.stringify(summary, undefined, 2))
for (const failure of failures.slice(0, 50)) console.error(failure)
if (failures.length > 0) {
  console.error(`${failures.length} failures; the same again: --requests ${requests} --seed ${seed}`)
  process.exitCode = 1
}

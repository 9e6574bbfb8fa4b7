// Pushes to a gateway whose capture may not grow as large as it needs, and says how each was answered.
import { openStand } from './stand.ts'

const [file = ''] = process.argv.slice(2)
await using stand = await openStand({ captures: { file } })
const answers: unknown[] = []
for (let push = 0; push < 20; push++) answers.push(await stand.push())
console.log(JSON.stringify({ answers, delivered: stand.delivered.length }))

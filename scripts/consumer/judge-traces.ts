import { judge, limitsOf, readTraceFile } from 'callkit-conformance'
import { Gateway, RealClock } from 'callkit-conformance/apns'
import { AVAudioSession } from 'callkit-conformance/avfaudio'

const [path = ''] = process.argv.slice(2)
const { header, trace } = await readTraceFile(path)
const { release } = header
const judgements = judge(trace, { release, limits: limitsOf(release), answerPolicy: 'fulfill-at-once' })
await using gateway = await Gateway.start({ clock: new RealClock(), keys: [] })
const verdict = judgements.find(({ rule }) => rule.id === 'PUSH-REPORT-001')?.verdict
console.log(JSON.stringify({ verdict, host: gateway.endpoint.host, session: typeof AVAudioSession }))

import { isPushType, pushTypes } from '../../../mocks/apns/index.ts'
import { dim, painted, pageOf, printable, type Page } from '../../../reports/look.ts'
import { RawSender, type RawAnswer, type RawRequest } from '../../provider/raw-sender.ts'
import { providerSetup, type ProviderSetup } from '../credentials.ts'
import { exitCode, type ExitCode } from '../exit-code.ts'
import { UsageError } from '../usage-error.ts'
import { bodyOf } from './body.ts'
import { listText, pushList } from './list.ts'
import type { PushFlags } from './push-flags.ts'

/** Does what `push` is asked to do. */
export async function sendPush(flags: PushFlags): Promise<ExitCode> {
  const page = pageOf(process.stdout)
  if (flags.list) {
    const list = await pushList(flags)
    print(flags.json ? JSON.stringify(list, undefined, 2) : listText(list, flags.template, page))
    return exitCode.conformant
  }
  const body = await bodyOf(flags)
  const setup = await providerSetup(flags)
  const request: RawRequest = { headers: headersOf(flags, setup), body }
  await using sender = new RawSender(setup.endpoint, setup.credentials)
  const started = performance.now()
  const answer = await sender.request(request)
  const ms = Math.round((performance.now() - started) * 10) / 10
  print(flags.json ? JSON.stringify({ ...answer, ms, bytes: body.length }) : answerText(answer, ms, page))
  return answer.status === 200 ? exitCode.conformant : exitCode.notConformant
}

function headersOf(flags: PushFlags, setup: ProviderSetup): RawRequest['headers'] {
  const token = flags.token ?? setup.deviceToken
  if (token === undefined) throw new UsageError('expected --token, because the credentials name no device')
  const headers: [string, string | undefined][] = [
    ['apns-id', flags.id],
    ['apns-topic', flags.topic ?? topicOf(flags.pushType, setup)],
    ['apns-push-type', flags.pushType],
    ['apns-priority', flags.priority],
    ['apns-expiration', flags.expiration],
    ['apns-collapse-id', flags.collapseId],
  ]
  const given = headers.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : []))
  return [[':method', 'POST'], [':path', `/3/device/${token}`], ...given]
}

/** A certificate may stand for its topic, so none is needed. */
function topicOf(pushType: string, { bundleId }: ProviderSetup): string | undefined {
  if (bundleId === undefined) return undefined
  return bundleId + (isPushType(pushType) ? pushTypes[pushType].topicSuffix : '')
}

function answerText({ status, reason = '', push, uniqueId, timestamp }: RawAnswer, ms: number, page: Page): string {
  const verdict = painted(status === 200 ? 'pass' : 'fail', printable(`${status} ${reason}`.trim()), page)
  const since = timestamp === undefined ? '' : ` since ${new Date(timestamp).toISOString()}`
  return [
    `${verdict}${since} ${dim(`in ${ms} ms`, page)}`,
    ...(push === undefined ? [] : [`apns-id         ${printable(push)}`]),
    ...(uniqueId === undefined ? [] : [`apns-unique-id  ${printable(uniqueId)}`]),
  ].join('\n')
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

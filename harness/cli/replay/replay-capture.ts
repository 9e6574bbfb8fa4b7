import { selects } from '../../../mocks/apns/captures/capture-filter.ts'
import type { CapturedPush } from '../../../mocks/apns/captures/capture.ts'
import { CaptureFormatError, readCaptureFile } from '../../../mocks/apns/index.ts'
import { RealClock } from '../../../mocks/clock/real-clock.ts'
import { pageOf, printable } from '../../../reports/look.ts'
import { RawSender } from '../../provider/raw-sender.ts'
import { toGateway } from '../../provider/replay-targets.ts'
import { replay, type ReplayProgress } from '../../provider/replay.ts'
import { providerSetup, type CredentialFlags } from '../credentials.ts'
import { deviceTokenOf } from '../device-token.ts'
import { exitCode, type ExitCode } from '../exit-code.ts'
import { UsageError } from '../usage-error.ts'
import { reportText } from './report-text.ts'
import { selectionOf } from './selection.ts'

/** How often a terminal is told how far it is, in milliseconds. */
const PROGRESS_MS = 100

/** The options of `replay`, as commander has understood them. */
export interface ReplayFlags extends CredentialFlags {
  readonly token?: string
  readonly speed: string
  readonly only?: string
  readonly json: boolean
}

/** Does what `replay` is asked to do. */
export async function replayCapture(file: string, flags: ReplayFlags): Promise<ExitCode> {
  const speed = speedOf(flags.speed)
  const chosen = flags.token === undefined ? undefined : deviceTokenOf(flags.token, '--token')
  const isSelected = selects(flags.only === undefined ? {} : selectionOf(flags.only))
  const { endpoint, credentials, deviceToken } = await providerSetup(flags)
  await using capture = await open(file)
  await using sender = new RawSender(endpoint, credentials)
  const token = chosen ?? (capture.header.redacted ? deviceToken : undefined)
  const report = await replay(
    { header: capture.header, pushes: selected(capture.pushes, isSelected) },
    {
      to: toGateway(sender),
      speed,
      clock: new RealClock(),
      ...(token !== undefined && { token }),
      ...(process.stderr.isTTY && { onProgress: progressOn(process.stderr) }),
    },
  )
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K')
  for (const { message } of capture.problems) console.error(printable(`${file}: ${message}; left out`))
  const { problems } = capture
  const text = flags.json
    ? JSON.stringify({ ...report, problems }, undefined, 2)
    : reportText(report, pageOf(process.stdout))
  process.stdout.write(`${text}\n`)
  if (report.sent > 0 && report.unanswered === report.sent) return exitCode.broken
  return report.differing === 0 ? exitCode.conformant : exitCode.notConformant
}

function speedOf(speed: string): number | 'max' {
  if (speed === 'max') return speed
  const factor = Number(speed)
  if (factor > 0 && Number.isFinite(factor)) return factor
  throw new UsageError(
    `expected --speed to be max or a positive number, such as 10 for a tenth of the time; got ${speed}`,
  )
}

async function open(file: string) {
  try {
    return await readCaptureFile(file)
  } catch (error) {
    if (error instanceof CaptureFormatError) throw new UsageError(`${file}: ${error.message}`)
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new UsageError(`expected a capture at ${file}, and it cannot be read (${code})`)
  }
}

async function* selected(
  pushes: AsyncIterable<CapturedPush>,
  isSelected: (push: CapturedPush) => boolean,
): AsyncGenerator<CapturedPush> {
  for await (const push of pushes) if (isSelected(push)) yield push
}

function progressOn(terminal: NodeJS.WriteStream): (progress: ReplayProgress) => void {
  let shownAt = Number.NEGATIVE_INFINITY
  return ({ sent, accepted, refused, unanswered }) => {
    if (performance.now() - shownAt < PROGRESS_MS) return
    shownAt = performance.now()
    terminal.write(`\r\u001B[K${sent} sent, ${accepted} accepted, ${refused} refused, ${unanswered} without an answer`)
  }
}

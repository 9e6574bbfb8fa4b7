/** One line of a device log, whichever program has written it down. */
export interface LogLine {
  /** Milliseconds since 1970, as far as the line tells: without a year or a zone it says how times relate, no more. */
  readonly at: number
  /** How far the time may be off: half of the last digit that was written. */
  readonly uncertaintyMs: number
  readonly process: string
  readonly message: string
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DAY_MS = 86_400_000
/** A year with a 29 February, for lines that name none. */
const SOME_YEAR = 2024

const DATED = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))? ?(Z|[+-]\d\d:?\d\d)?\s+(.*)$/
const MONTHLY = /^([A-Z][a-z]{2})\s+(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s+(.*)$/
const TIMED =
  /^(?:default|info|debug|error|fault)\t(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?\t([^\t]+)\t(.*)$/i

/** What follows the time, by the styles of `log`: default, compact, and syslog, which is `idevicesyslog`'s as well. */
const writers: readonly RegExp[] = [
  /^0x[0-9a-f]+\s+\w+\s+0x[0-9a-f]+\s+\d+\s+\d+\s+(?<process>[^:]+): (?<message>.*)$/i,
  /^[A-Z][a-z]?\s+(?<process>.+?)\[\d+:[0-9a-f]+\] (?<message>.*)$/i,
  /^(?<process>.+?)(?:\([^)]*\))?\[\d+\](?: <\w+>)?: (?<message>.*)$/,
]

/**
 * Reads the beginning of a line of `log stream`, `log show`, `idevicesyslog` or the Console.
 *
 * @returns Nothing for a line without one: it goes on with what the line before said.
 */
export function parseLogLine(text: string): LogLine | undefined {
  const timed = TIMED.exec(text)
  if (timed) {
    const [, hour, minute, second, fraction, zone, process = '', message = ''] = timed
    return { ...timeOf([SOME_YEAR, 0, 1], [hour, minute, second], fraction, zone), process, message }
  }
  const begun = dated(text) ?? monthly(text)
  if (begun?.rest === undefined) return undefined
  const { at, uncertaintyMs, rest } = begun
  for (const writer of writers) {
    const { process, message } = writer.exec(rest)?.groups ?? {}
    if (process !== undefined && message !== undefined) return { at, uncertaintyMs, process: process.trim(), message }
  }
  return undefined
}

/** A line that tells no year, or no day, may be of the next one: brings it within half a day of the latest. */
export function continued(line: LogLine, latest: number): LogLine {
  if (line.at >= latest - DAY_MS / 2) return line
  const later = [1, 366].map((days) => line.at + days * DAY_MS).find((at) => Math.abs(at - latest) <= DAY_MS / 2)
  return later === undefined ? line : { ...line, at: later }
}

function dated(text: string) {
  const match = DATED.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, fraction, zone, rest] = match
  return { ...timeOf([Number(year), Number(month) - 1, Number(day)], [hour, minute, second], fraction, zone), rest }
}

function monthly(text: string) {
  const match = MONTHLY.exec(text)
  if (!match) return undefined
  const [, name = '', day, hour, minute, second, fraction, rest] = match
  const month = months.indexOf(name)
  if (month < 0) return undefined
  return { ...timeOf([SOME_YEAR, month, Number(day)], [hour, minute, second], fraction, undefined), rest }
}

function timeOf(
  [year, month, day]: readonly [number, number, number],
  clock: readonly (string | undefined)[],
  fraction = '',
  zone = 'Z',
): Pick<LogLine, 'at' | 'uncertaintyMs'> {
  const [hour = 0, minute = 0, second = 0] = clock.map(Number)
  const [, sign = '+', hours = 0, minutes = 0] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? []
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1)
  const unit = 1000 / 10 ** fraction.length
  // Finer than the trace: not worth an uncertainty.
  const uncertaintyMs = unit <= 0.001 ? 0 : unit / 2
  const at = Date.UTC(year, month, day, hour, minute, second) + Number(fraction || 0) * unit - offset
  return { at: at + uncertaintyMs, uncertaintyMs }
}

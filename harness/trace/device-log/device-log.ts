import { splitLines } from '../../../mocks/events/lines.ts'
import type { TraceEvent } from '../trace-event.ts'
import { LogApp, type LogPlace } from './log-app.ts'
import { continued, parseLogLine, type LogLine } from './log-line.ts'
import { logMessages, type LogMeaning, type LogMessage } from './messages.ts'

/** Longer lines of a log carry nothing that is understood. */
const LINE_LIMIT_BYTES = 64 * 1024

/** Of whom a line is that names nobody, when more than one app may be meant. */
const UNNAMED = '<private>'

/** What a device log says, app by app. */
export interface DeviceLog {
  /** By bundle identifier; `<private>` for lines that name no app and could be any's. */
  readonly apps: ReadonlyMap<string, readonly TraceEvent[]>
  readonly lines: number
  /** Lines whose beginning was understood. */
  readonly dated: number
  /** How often each kind of message was there. */
  readonly messages: ReadonlyMap<LogMeaning, number>
}

/** Reads a device log: of `log stream` or `log show`, `idevicesyslog`, the Console, a crash report among them. */
export async function readDeviceLog(chunks: AsyncIterable<Uint8Array>): Promise<DeviceLog> {
  const reader = new DeviceLogReader()
  for await (const { number, bytes } of splitLines(chunks, LINE_LIMIT_BYTES))
    if (bytes) reader.read(number, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString())
  return reader.log
}

class DeviceLogReader {
  readonly #apps = new Map<string, { readonly app: LogApp; readonly events: TraceEvent[] }>()
  readonly #messages = new Map<LogMeaning, number>()
  #first: number | undefined
  #last: LogLine | undefined
  #lines = 0
  #dated = 0

  get log(): DeviceLog {
    return {
      apps: new Map(
        [...this.#apps].flatMap(([bundleId, { events }]) => (events.length > 0 ? [[bundleId, events]] : [])),
      ),
      lines: this.#lines,
      dated: this.#dated,
      messages: this.#messages,
    }
  }

  read(line: number, text: string): void {
    this.#lines++
    const { at, uncertaintyMs, process, message } = this.#lineOf(text)
    const found = messageIn(process, message)
    if (!found) return
    const { means, match } = found
    this.#messages.set(means, (this.#messages.get(means) ?? 0) + 1)
    this.#first ??= at
    const place: LogPlace = { at: at - this.#first, uncertaintyMs, line }
    const { app, events } = this.#concerned(message, place)
    events.push(...app.understand(means, match, excerpt(message), place))
  }

  #lineOf(text: string): LogLine {
    const parsed = parseLogLine(text)
    // A message of several lines, such as a crash report, has its beginning on the first only.
    if (!parsed) return { at: 0, uncertaintyMs: 0, process: '', ...this.#last, message: text }
    this.#dated++
    this.#last = this.#last ? continued(parsed, this.#last.at) : parsed
    return this.#last
  }

  /** The app that a line names; else the only one that something has just been delivered to. */
  #concerned(message: string, { at }: LogPlace) {
    const candidates = [...this.#apps].filter(([, { app }]) => app.isConcerned(at)).map(([bundleId]) => bundleId)
    const [only] = candidates
    const bundleId = bundleIdIn(message) ?? (candidates.length === 1 && only !== undefined ? only : UNNAMED)
    const known = this.#apps.get(bundleId) ?? { app: new LogApp(bundleId), events: [] }
    this.#apps.set(bundleId, known)
    return known
  }
}

function messageIn(process: string, message: string) {
  for (const { means, text, process: of } of logMessages as readonly LogMessage[]) {
    if (of !== undefined && !process.endsWith(of)) continue
    const match = text.exec(message)
    if (match) return { means, match }
  }
  return undefined
}

/** A name of an app among Apple's own, with the suffix of its topic for VoIP pushes or without. */
function bundleIdIn(message: string): string | undefined {
  const named = /bundle ?identifier[ =:]+"?([\w.-]+)/i.exec(message)?.[1]
  const names = message.matchAll(/(?<![\w./-])[A-Za-z][\w-]*(?:\.[\w-]+){2,}/g)
  const name = named ?? [...names].map(([each]) => each).find((each) => !each.startsWith('com.apple.'))
  return name?.replace(/\.voip$|\.$/, '')
}

/** As much of a message as a finding quotes. */
function excerpt(message: string): string {
  return message.length > 200 ? `${message.slice(0, 200)}…` : message
}

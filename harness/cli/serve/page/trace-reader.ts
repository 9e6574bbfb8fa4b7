import { EventStream } from '../../../../mocks/iphone/page/event-stream.ts'
import type { ServerResponse } from 'node:http'
import type { LiveFindings } from './live-findings.ts'
import type { ServedStand } from './served-stand.ts'
import { timelineRow } from './timeline-row.ts'

/** Events of what happened before the reader came, at most: the rest would only be scrolled past. */
const HISTORY = 300

/** Streams a phone's timeline to one reader: what has happened, what happens, and what the rules find wrong with it. */
export function streamTrace(stand: ServedStand, live: LiveFindings, udid: string, response: ServerResponse): void {
  const ends: (() => void)[] = []
  const stream = new EventStream(response, () => ends.forEach((end) => end()))
  stream.send('rows', stand.trace(udid).slice(-HISTORY).map(timelineRow))
  ends.push(
    stand.subscribe((of, event) => {
      if (of === udid) stream.send('row', timelineRow(event))
    }),
    live.read(udid, (judged) =>
      'findings' in judged ? stream.send('findings', judged.findings) : stream.send('failed', judged.failed),
    ),
  )
}

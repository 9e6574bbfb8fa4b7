import { EventStream } from '../../../../mocks/iphone/page/event-stream.ts'
import type { ServerResponse } from 'node:http'
import type { ServedStand } from './served-stand.ts'
import { timelineRow } from './timeline-row.ts'

/** Events of what happened before the reader came, at most: the rest would only be scrolled past. */
const HISTORY = 300

/** Rules judge the whole trace, so they wait until so long nothing more has happened, in milliseconds. */
const JUDGE_AFTER = 150

/** Streams a phone's timeline to one reader: what has happened, what happens, and what the rules find wrong with it. */
export function streamTrace(stand: ServedStand, udid: string, response: ServerResponse): void {
  let judging: NodeJS.Timeout | undefined
  let ended = () => {}
  const stream = new EventStream(response, () => {
    clearTimeout(judging)
    ended()
  })
  let found = '[]'
  const judge = () => {
    const findings = stand.findings(udid)
    const text = JSON.stringify(findings)
    if (text !== found) stream.send('findings', findings)
    found = text
  }
  ended = stand.subscribe((of, event) => {
    if (of !== udid) return
    stream.send('row', timelineRow(event))
    clearTimeout(judging)
    judging = setTimeout(judge, JUDGE_AFTER)
  })
  stream.send('rows', stand.trace(udid).slice(-HISTORY).map(timelineRow))
  judge()
}

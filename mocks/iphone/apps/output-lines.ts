import type { Readable } from 'node:stream'

/** Characters of a line of output that are kept. */
export const MAXIMUM_LINE_LENGTH = 2000

/**
 * Cuts what a process writes into lines. Of a line that is too long the rest is dropped as it comes, so a process that
 * never ends its line costs no more memory than that.
 */
export function outputLines(stream: Readable, line: (text: string) => void): void {
  let pending = ''
  stream.setEncoding('utf8')
  stream.on('data', (text: string) => {
    const parts = text.split('\n')
    for (const [index, part] of parts.entries()) {
      if (index > 0) {
        line(pending)
        pending = ''
      }
      pending += part.slice(0, MAXIMUM_LINE_LENGTH - pending.length)
    }
  })
  stream.on('end', () => {
    if (pending !== '') line(pending)
  })
}

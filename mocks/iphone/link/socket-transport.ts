import type { Socket } from 'node:net'
import { setImmediate } from 'node:timers'
import { JsonLines } from './json-lines.ts'
import type { Transport, TransportHandlers } from './transport.ts'

/** JSON Lines over a Unix or TCP socket. */
export function socketTransport(socket: Socket): Transport {
  const lines = new JsonLines()
  let closing = false
  socket.setNoDelay(true)
  return {
    send(message) {
      if (socket.writable) socket.write(`${JSON.stringify(message)}\n`)
    },
    receive(handlers: TransportHandlers) {
      let failure: Error | undefined
      // Messages that come together are one turn of the event loop each, as if they had not: what an app does after an
      // `await` about the one has happened before the next.
      const waiting: (() => void)[] = []
      let isBusy = false
      const handleNext = () => {
        const work = waiting.shift()
        isBusy = work !== undefined
        if (!work) return
        setImmediate(handleNext)
        if (!closing) work()
      }
      const handle = (work: () => void) => {
        waiting.push(work)
        if (!isBusy) handleNext()
      }
      socket.on('error', (error) => (failure = error))
      socket.on('close', () => handle(() => handlers.closed(failure?.message ?? 'the other end closed the connection')))
      socket.on('data', (chunk: Buffer) => {
        for (const line of lines.push(chunk))
          handle(() => {
            if ('value' in line) handlers.message(line.value)
            else handlers.garbage(line.bad.excerpt, line.bad.reason)
          })
      })
    },
    close() {
      closing = true
      socket.destroy()
    },
  }
}

import type { Socket } from 'node:net'
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
      socket.on('error', (error) => (failure = error))
      socket.on('close', () => {
        if (!closing) handlers.closed(failure?.message ?? 'the other end closed the connection')
      })
      socket.on('data', (chunk: Buffer) => {
        for (const line of lines.push(chunk)) {
          if (closing) return
          if ('value' in line) handlers.message(line.value)
          else handlers.garbage(line.bad.excerpt, line.bad.reason)
        }
      })
    },
    close() {
      closing = true
      socket.destroy()
    },
  }
}

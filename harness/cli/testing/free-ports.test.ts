import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { freePorts } from './free-ports.ts'

test('each port is another one, and none is given to servers or connections that want any', async () => {
  const ports = await freePorts(50)
  expect(new Set(ports).size).toBe(50)
  await using server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const client = connect(port, '127.0.0.1')
  await once(client, 'connect')
  expect(Math.max(...ports)).toBeLessThan(Math.min(port, client.localPort ?? 0))
  client.destroy()
})

import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { json } from 'node:stream/consumers'

/** A phone as a hub's status has it. */
export interface SmallSlot {
  readonly release: string
  readonly taken?: boolean
  readonly down?: boolean
}

export interface SmallAnswer {
  readonly status: number
  readonly value: object
  /** Answered so much later, in milliseconds. */
  readonly afterMs?: number
}

export interface SmallGridOptions {
  /** Absent for an Appium server, which tells of no nodes. */
  readonly slots?: readonly SmallSlot[]
  /** What the status is instead. */
  readonly status?: unknown
  /** What each request for a session is answered with, in turn; nothing is not answered. */
  readonly sessions?: readonly (SmallAnswer | undefined)[]
}

/** Answers what a Selenium hub answers, as far as sessions go, and notes what it was asked. */
export async function smallGrid({ slots, status = statusOf(slots), sessions = [] }: SmallGridOptions) {
  const asked: { readonly request: string; readonly body?: unknown; readonly authorization?: string | undefined }[] = []
  const coming = [...sessions]
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      const { method, url, headers } = request
      asked.push({ request: `${method} ${url}`, body, authorization: headers.authorization })
      const answer = method === 'POST' ? coming.shift() : { status: 200, value: method === 'GET' ? status : null }
      if (!answer) return
      if ('afterMs' in answer) await delay(answer.afterMs)
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ value: answer.value }))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  return request.method === 'POST' ? await json(request) : undefined
}

function statusOf(slots: readonly SmallSlot[] | undefined): object {
  return {
    ready: true,
    ...(slots && {
      nodes: slots.map(({ release, taken, down }) => ({
        availability: down ? 'DOWN' : 'UP',
        slots: [
          {
            // As a hub of Selenium 4.48.0 tells it.
            stereotype: { platformName: 'IOS', 'appium:automationName': 'XCUITest', 'appium:platformVersion': release },
            session: taken ? { sessionId: 'another' } : null,
          },
        ],
      })),
    }),
  }
}

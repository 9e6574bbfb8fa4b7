import type { IncomingMessage } from 'node:http'
import { errorAnswer, type AgentAnswer } from './agent-answer.ts'
import { initialAgentState } from './agent-state.ts'
import { readBody } from './request-body.ts'
import type { Device } from './route.ts'
import { commandFor, type Command } from './router.ts'
import { serverPage } from './server-pages.ts'
import { WebDriverError } from './web-driver-error.ts'

/**
 * The WebDriverAgent of one phone. It carries out one command after the other, but for those that the original does not
 * queue either (`FBRoute.standalone`).
 */
export class Agent {
  readonly #device: Device
  readonly #shutDown: () => void
  readonly #state = initialAgentState()
  #last: Promise<unknown> = Promise.resolve()

  /** @param shutDown Ends the agent: a client may ask for it. */
  constructor(device: Device, shutDown: () => void) {
    this.#device = device
    this.#shutDown = shutDown
  }

  /** Carries out a request for `path`, the part of its target that is meant for this phone. */
  async answer(request: IncomingMessage, path: string, query: URLSearchParams): Promise<AgentAnswer> {
    const page = request.method === 'GET' ? serverPage(path, this.#shutDown) : undefined
    if (page) return page
    try {
      const body = await readBody(request)
      const command = commandFor({ method: request.method ?? 'GET', path, query, body })
      const value = await (command.standalone ? command.run(this.#device, this.#state) : this.#inTurn(command))
      return { status: 200, body: { value: value ?? null, sessionId: this.#sessionId } }
    } catch (thrown) {
      return errorAnswer(asWebDriverError(thrown), this.#sessionId)
    }
  }

  #inTurn(command: Command): Promise<unknown> {
    const turn = this.#last.then(() => command.run(this.#device, this.#state))
    this.#last = turn.catch(() => {})
    return turn
  }

  get #sessionId(): string | null {
    return this.#state.session?.id ?? null
  }
}

function asWebDriverError(thrown: unknown): WebDriverError {
  if (thrown instanceof WebDriverError) return thrown
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new WebDriverError('unknown error', message, { cause: thrown })
}

import type { IncomingMessage } from 'node:http'
import { initialAgentState } from './agent-state.ts'
import { readBody } from './request-body.ts'
import type { Device } from './route.ts'
import { commandFor, type Command } from './router.ts'
import { WebDriverError } from './web-driver-error.ts'

/** What WebDriverAgent answers, before it is put on the wire. */
export interface AgentAnswer {
  readonly status: number
  readonly body: { readonly value: unknown; readonly sessionId: string | null }
}

/** WebDriverAgent's answers are all made up like this; an error's value has `error`, `message` and `traceback`. */
export function errorAnswer(error: WebDriverError, sessionId: string | null = null): AgentAnswer {
  return {
    status: error.status,
    body: { value: { error: error.code, message: error.message, traceback: '' }, sessionId },
  }
}

/**
 * The WebDriverAgent of one phone. It carries out one command after the other, but for those that the original does not
 * queue either (`FBRoute.standalone`).
 */
export class Agent {
  readonly #device: Device
  readonly #state = initialAgentState()
  #last: Promise<unknown> = Promise.resolve()

  constructor(device: Device) {
    this.#device = device
  }

  /** Carries out a request for `path`, the part of its target that is meant for this phone. */
  async answer(request: IncomingMessage, path: string, query: URLSearchParams): Promise<AgentAnswer> {
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

import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Clock } from '../../clock/clock.ts'
import { errorAnswer, type AgentAnswer } from './agent-answer.ts'
import { initialAgentState } from './agent-state.ts'
import { commandClock } from './command-clock.ts'
import { readBody } from './request-body.ts'
import type { Device } from './route.ts'
import { commandFor, type Command } from './router.ts'
import { serverPage } from './server-pages.ts'
import { WebDriverError } from './web-driver-error.ts'

/** The phone that a WebDriverAgent runs on, and the clock that its presses and pauses take their time on. */
export interface AgentPhone extends Omit<Device, 'clock'> {
  readonly clock: Clock
}

/**
 * The WebDriverAgent of one phone. It carries out one command after the other, but for those that the original does not
 * queue either (`FBRoute.standalone`). A command that lets time pass is over when its client has gone.
 */
export class Agent {
  readonly #phone: AgentPhone
  readonly #shutDown: () => void
  readonly #state = initialAgentState()
  readonly #underWay = new Set<AbortController>()
  #last: Promise<unknown> = Promise.resolve()

  /** @param shutDown Ends the agent: a client may ask for it. */
  constructor(phone: AgentPhone, shutDown: () => void) {
    this.#phone = phone
    this.#shutDown = shutDown
  }

  /** Carries out a request for `path`, the part of its target that is meant for this phone. */
  async answer(request: IncomingMessage, path: string, query: URLSearchParams): Promise<AgentAnswer> {
    const page = request.method === 'GET' ? serverPage(path, this.#shutDown) : undefined
    if (page) return page
    try {
      const body = await readBody(request)
      const command = commandFor({ method: request.method ?? 'GET', path, query, body })
      if (command.interrupts(this.#state)) this.interrupt('its session is over')
      const value = await this.#carryOut(command, request.socket)
      return { status: 200, body: { value: value ?? null, sessionId: this.#sessionId } }
    } catch (thrown) {
      return errorAnswer(asWebDriverError(thrown), this.#sessionId)
    }
  }

  /** Ends every command that lets time pass, and lets none begin to. @param why In half a sentence. */
  interrupt(why: string): void {
    for (const command of this.#underWay) command.abort(new WebDriverError('unknown error', `Interrupted: ${why}`))
  }

  async #carryOut(command: Command, client: Socket): Promise<unknown> {
    const underWay = new AbortController()
    const gone = () => underWay.abort(new WebDriverError('unknown error', 'Interrupted: its client has gone'))
    const device = { ...this.#phone, clock: commandClock(this.#phone.clock, underWay.signal) }
    this.#underWay.add(underWay)
    client.once('close', gone)
    try {
      const run = () => command.run(device, this.#state)
      return await (command.standalone ? run() : this.#inTurn(run))
    } finally {
      client.off('close', gone)
      this.#underWay.delete(underWay)
    }
  }

  #inTurn(run: () => unknown): Promise<unknown> {
    const turn = this.#last.then(run)
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

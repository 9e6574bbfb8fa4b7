import { AgentServer, type AgentServerOptions } from './agent-server.ts'
import type { Agent } from './agent.ts'
import { errorAnswer } from './agent-answer.ts'
import { agentOf, type AgentDevice } from './web-driver-agent.ts'
import { WebDriverError } from './web-driver-error.ts'

const PREFIX = '/phones/'
const PHONE_PATH = /^\/phones\/([^/]+)(\/.*)?$/

/**
 * The WebDriverAgents of any number of phones on one port, each below a path of its own, which is a valid
 * `appium:webDriverAgentUrl`. Their sessions know nothing of one another. Serves loopback only.
 */
export class WebDriverAgents implements AsyncDisposable {
  readonly #agents: Map<string, Agent>
  readonly #server: AgentServer

  private constructor(agents: Map<string, Agent>, server: AgentServer) {
    this.#agents = agents
    this.#server = server
  }

  /** @throws Error when the port is taken. */
  static async start(options: AgentServerOptions = {}): Promise<WebDriverAgents> {
    const agents = new Map<string, Agent>()
    const server = await AgentServer.start(options, async (request, target, query) => {
      const [, name = '', path = '/'] = PHONE_PATH.exec(target) ?? []
      const agent = agents.get(decodeURIComponent(name))
      if (agent) return agent.answer(request, path, query)
      const phones = [...agents.keys()].map((each) => PREFIX + encodeURIComponent(each))
      return errorAnswer(
        new WebDriverError(
          'unknown command',
          `No phone is served at ${target}; there are ${phones.join(', ') || 'none'}`,
        ),
      )
    })
    return new WebDriverAgents(agents, server)
  }

  /**
   * Serves a phone.
   *
   * @param name Its part of the path, the phone's UDID unless told otherwise.
   * @returns Where its WebDriverAgent is, without a trailing slash.
   * @throws Error when there is a phone of that name already.
   */
  add(device: AgentDevice, name = device.source.udid): string {
    if (this.#agents.has(name)) throw new Error(`there is a phone '${name}' already; give this one another name`)
    this.#agents.set(
      name,
      agentOf(device, () => this.remove(name)),
    )
    return this.#server.url + PREFIX + encodeURIComponent(name)
  }

  /** The phone behind was replaced by another: what was under way on it is over. */
  changed(name: string): void {
    this.#agents.get(name)?.interrupt('its phone was replaced by a fresh one')
  }

  /** Serves a phone no longer. Doing so twice changes nothing. */
  remove(name: string): void {
    this.#agents.get(name)?.interrupt('its agent is shut down')
    this.#agents.delete(name)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const name of this.#agents.keys()) this.remove(name)
    await this.#server[Symbol.asyncDispose]()
  }
}

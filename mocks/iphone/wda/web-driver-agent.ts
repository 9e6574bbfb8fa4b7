import type { Clock } from '../../clock/clock.ts'
import { RealClock } from '../../clock/real-clock.ts'
import { AgentServer, type AgentServerOptions } from './agent-server.ts'
import { Agent, type AgentPhone } from './agent.ts'

/** A phone to serve a WebDriverAgent for; a `VirtualIphone` is one. */
export interface AgentDevice extends Omit<AgentPhone, 'clock'> {
  /** What presses and pauses take their time on. The machine's clock, unless told otherwise. */
  readonly clock?: Clock
}

export interface WebDriverAgentOptions extends AgentDevice, AgentServerOptions {}

/** The HTTP face of WebDriverAgent on one virtual phone, for the XCUITest driver of Appium. Serves loopback only. */
export class WebDriverAgent implements AsyncDisposable {
  /** Where it is served, without a trailing slash: the capability `appium:webDriverAgentUrl`. */
  readonly url: string
  readonly #agent: Agent
  readonly #server: AgentServer

  private constructor(agent: Agent, server: AgentServer) {
    this.#agent = agent
    this.#server = server
    this.url = server.url
  }

  /** @throws Error when the port is taken. */
  static async start({ screen, source, controls, clock, ...options }: WebDriverAgentOptions): Promise<WebDriverAgent> {
    const shutDown = () => void served[Symbol.asyncDispose]()
    const agent = agentOf({ screen, source, controls, ...(clock && { clock }) }, shutDown)
    const server = await AgentServer.start(options, (request, path, query) => agent.answer(request, path, query))
    const served = new WebDriverAgent(agent, server)
    return served
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#agent.interrupt('its agent is shut down')
    await this.#server[Symbol.asyncDispose]()
  }
}

/** @param shutDown Ends the agent, and nothing else that is served with it. */
export function agentOf(device: AgentDevice, shutDown: () => void): Agent {
  const { screen, source, controls, clock = new RealClock() } = device
  return new Agent({ screen, source, controls, clock }, shutDown)
}

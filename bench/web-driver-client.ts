import { z } from 'zod'

const ELEMENT_KEY = 'element-6066-11e4-a52e-4f735466cecf'

const created = z.object({ value: z.object({ sessionId: z.string() }) })
const found = z.object({ value: z.object({ [ELEMENT_KEY]: z.string() }) })

/** A WebDriver session with nothing between it and the wire, so that what is measured is the server. */
export class WebDriverClient implements AsyncDisposable {
  readonly #url: string

  private constructor(url: string) {
    this.#url = url
  }

  /** @param server Where an Appium server or a WebDriverAgent is, without a trailing slash. */
  static async open(server: string, capabilities: object): Promise<WebDriverClient> {
    const answer = await send(`${server}/session`, { capabilities: { alwaysMatch: capabilities, firstMatch: [{}] } })
    return new WebDriverClient(`${server}/session/${created.parse(answer).value.sessionId}`)
  }

  /** @returns the id of the element with this accessibility id. */
  async find(value: string): Promise<string> {
    return found.parse(await send(`${this.#url}/element`, { using: 'accessibility id', value })).value[ELEMENT_KEY]
  }

  async click(id: string): Promise<void> {
    await send(`${this.#url}/element/${id}/click`, {})
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await fetch(this.#url, { method: 'DELETE' })
  }
}

/** @throws Error with what the server said, when it refuses. */
async function send(url: string, body: object): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`POST ${url} was refused with ${response.status}: ${text}`)
  return JSON.parse(text)
}

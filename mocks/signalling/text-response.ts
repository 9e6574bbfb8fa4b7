/**
 * A response whose body is at hand as text. It reads as any other, and leaves out the stream that a body comes through
 * where nobody asks for that: making and reading one takes ten times as long.
 */
export class TextResponse extends Response {
  readonly #text: string
  #isRead = false
  #streaming: Response | undefined

  constructor(text: string, init?: ResponseInit) {
    super(null, init)
    this.#text = text
  }

  override get body(): Response['body'] {
    return this.#streamed.body
  }

  override get bodyUsed(): boolean {
    return this.#isRead || (this.#streaming?.bodyUsed ?? false)
  }

  override async text(): Promise<string> {
    if (this.#streaming) return this.#streaming.text()
    if (this.#isRead) throw new TypeError('Body is unusable: Body has already been read')
    this.#isRead = true
    return this.#text
  }

  override async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.#streamed.arrayBuffer()
  }

  override blob(): Promise<Blob> {
    return this.#streamed.blob()
  }

  override bytes(): ReturnType<Response['bytes']> {
    return this.#streamed.bytes()
  }

  override formData(): Promise<FormData> {
    return this.#streamed.formData()
  }

  override clone(): Response {
    return this.#streamed.clone()
  }

  /** The same with a stream, for whoever wants to see the body in another way. */
  get #streamed(): Response {
    const { status, statusText, headers } = this
    const response = (this.#streaming ??= new Response(this.#text, { status, statusText, headers }))
    if (this.#isRead && !response.bodyUsed) void response.text()
    return response
  }
}

import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('gateway-program.ts', import.meta.url))

/** What a gateway says once it serves. */
export interface GatewayReady {
  readonly url: string
  readonly authorization: string
}

/** What a gateway's process has cost so far. */
export interface Costs {
  readonly cpuMicroseconds: number
  /** After a full garbage collection. */
  readonly heapBytes: number
  readonly rssBytes: number
}

/** A gateway in a process of its own, so that what it costs can be told from what its load costs. */
export class GatewayProcess implements AsyncDisposable {
  readonly url: string
  readonly authorization: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, { url, authorization }: GatewayReady) {
    this.#child = child
    this.url = url
    this.authorization = authorization
  }

  /** @param capture The file that every push is kept in; none unless given. */
  static async start({ capture }: { capture?: string } = {}): Promise<GatewayProcess> {
    const child = fork(program, capture === undefined ? [] : [capture], { execArgv: ['--expose-gc'] })
    const [ready] = (await once(child, 'message')) as [GatewayReady]
    return new GatewayProcess(child, ready)
  }

  async costs(): Promise<Costs> {
    const told = once(this.#child, 'message') as Promise<[Costs]>
    this.#child.send('costs')
    return (await told)[0]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return
    const gone = once(this.#child, 'exit')
    this.#child.kill()
    await gone
  }
}

import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { CallScreenError } from './call-screen-error.ts'

/** Appium needs about a second, a few on a cold disk. In milliseconds. */
const START_TIMEOUT_MS = 30_000
/** It leaves in a fraction of a second, unless it is frozen. In milliseconds. */
const END_TIMEOUT_MS = 5000

const require = createRequire(import.meta.url)

const report = z.union([z.object({ url: z.string() }), z.object({ failure: z.string() })])

/** An Appium server with the XCUITest driver, in a process of its own that ends with this one. */
export class AppiumServer implements AsyncDisposable {
  readonly url: string
  /** How long the server took to start, in milliseconds. */
  readonly startMs: number
  readonly #process: ChildProcess

  private constructor(child: ChildProcess, url: string, startMs: number) {
    this.#process = child
    this.url = url
    this.startMs = startMs
  }

  /**
   * Starts the server on a free port of the loopback interface.
   *
   * @throws CallScreenError `CALL_SCREEN_APPIUM_MISSING`, with the command that installs what is missing, or
   * `CALL_SCREEN_SERVER_NOT_STARTED` with what the server said.
   */
  static async start(): Promise<AppiumServer> {
    const driver = installed('appium-xcuitest-driver')
    installed('appium')
    const started = performance.now()
    const program = fileURLToPath(new URL(`./appium-process${extname(import.meta.url)}`, import.meta.url))
    const child = fork(program, [driver], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [] })
    let output = ''
    const collect = (chunk: Buffer) => void (output = (output + chunk.toString()).slice(-4000))
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    try {
      return new AppiumServer(child, await address(child), performance.now() - started)
    } catch (cause) {
      child.kill('SIGKILL')
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new CallScreenError(
        'CALL_SCREEN_SERVER_NOT_STARTED',
        `expected Appium to serve within ${START_TIMEOUT_MS} ms: ${reason}${output && `\n${output}`}`,
        { cause },
      )
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const exited = once(this.#process, 'exit')
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), END_TIMEOUT_MS)
    this.#process.disconnect()
    await exited
    clearTimeout(timer)
  }
}

function installed(name: string): string {
  try {
    return require.resolve(`${name}/package.json`)
  } catch (cause) {
    throw new CallScreenError(
      'CALL_SCREEN_APPIUM_MISSING',
      `expected the package ${name} beside callkit-conformance; install it with: npm install --save-dev ${name}`,
      { cause },
    )
  }
}

async function address(child: ChildProcess): Promise<string> {
  const signal = AbortSignal.timeout(START_TIMEOUT_MS)
  const [message] = await Promise.race([
    once(child, 'message', { signal }),
    once(child, 'exit', { signal }).then(([code]) => [{ failure: `the process ended with code ${String(code)}` }]),
  ])
  const said = report.parse(message)
  if ('failure' in said) throw new Error(said.failure)
  return said.url
}

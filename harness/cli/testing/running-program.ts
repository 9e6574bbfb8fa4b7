import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** How long a program may take to end when it is asked to, in milliseconds. A JVM takes half a second. */
const ENDING_MS = 5000

/** So much of what a program has said first, and last, is told when it fails, in characters. */
const EXCERPT = 2000

/** Ends the group when its lifeline is cut: a pipe that nothing is written to, and that ends with whoever holds its other end. */
const HANGS_ON_ITS_LIFELINE = '{ cat <&3; kill -TERM 0; } >/dev/null 2>&1 &'

/** A command of a shell that goes on running, with all that it has started, until this process ends at the latest. */
export class RunningProgram implements AsyncDisposable {
  readonly #name: string
  readonly #child: ChildProcess
  readonly #log: string

  private constructor(name: string, child: ChildProcess, log: string) {
    this.#name = name
    this.#child = child
    this.#log = log
  }

  /** Starts a command in a folder, which gets what it says as `<name>.log`. */
  static start(name: string, command: string, cwd: string, env: NodeJS.ProcessEnv = process.env): RunningProgram {
    const log = join(cwd, `${name}.log`)
    // A group of its own, so that everything that the shell starts can be ended with it.
    const child = spawn('sh', ['-c', `${HANGS_ON_ITS_LIFELINE}\n${command}`], {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    })
    const file = createWriteStream(log)
    child.stdout?.pipe(file, { end: false })
    child.stderr?.pipe(file, { end: false })
    return new RunningProgram(name, child, log)
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** Waits until something is so. @throws Error when the command ends before that, or the time is up. */
  async until(condition: () => Promise<boolean>, timeoutMs: number): Promise<void> {
    const deadline = performance.now() + timeoutMs
    // Of a program that has ended somebody else may have the port, and answer in its place.
    while (this.hasEnded || !(await condition().catch(() => false))) {
      if (this.hasEnded) throw new Error(`${this.#name} has ended: ${await this.#said()}`)
      if (performance.now() > deadline)
        throw new Error(`${this.#name} did not come up within ${timeoutMs} ms: ${await this.#said()}`)
      await delay(50)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { pid } = this.#child
    const ended = this.hasEnded ? undefined : once(this.#child, 'close')
    this.#child.stdio[3]?.destroy()
    if (pid === undefined || !ended) return
    const timer = setTimeout(() => process.kill(-pid, 'SIGKILL'), ENDING_MS)
    await ended
    clearTimeout(timer)
  }

  async #said(): Promise<string> {
    const said = await readFile(this.#log, 'utf8')
    // An exception of Java begins with what is wrong, and goes on for pages.
    return said.length > 2 * EXCERPT ? `${said.slice(0, EXCERPT)}\n…\n${said.slice(-EXCERPT)}` : said
  }
}

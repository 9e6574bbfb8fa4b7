import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { UsageError } from '../usage-error.ts'

/** How long the command may take to end once it is asked to, in milliseconds. */
const PATIENCE_MS = 5000

/** The command that is run beside the gateway, such as a backend's tests. */
export class Companion implements AsyncDisposable {
  /** Its exit code; as shells have it, 128 and the signal's number for one that was ended by a signal. */
  readonly ended: Promise<number>
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, ended: Promise<number>) {
    this.#child = child
    this.ended = ended
  }

  /**
   * @param stdout Where its output goes: where ours does, or to a file descriptor.
   * @throws {UsageError} When there is no such command.
   */
  static async start(
    [file = '', ...args]: readonly string[],
    environment: Readonly<Record<string, string>>,
    stdout: 'inherit' | number,
  ): Promise<Companion> {
    const child = spawn(file, args, {
      env: { ...process.env, ...environment },
      stdio: ['inherit', stdout, 'inherit'],
    })
    const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
    const ended = exited.then(([code, signal]) => (signal ? 128 + constants.signals[signal] : (code ?? 1)))
    // Whoever waits for its end hears of an error by the spawn already.
    ended.catch(() => {})
    try {
      await once(child, 'spawn')
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
      throw new UsageError(`expected a command after --, and ${file} cannot be started (${code})`)
    }
    return new Companion(child, ended)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill('SIGTERM')
    const impatience = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE_MS)
    await this.ended
    clearTimeout(impatience)
  }
}

import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { LinkServer } from '../link/link-server.ts'
import type { AppHost, AppProcess, HostHandlers, Launch } from './host.ts'
import { outputLines } from './output-lines.ts'

/** A program that speaks the link, in whatever language. */
export interface Command {
  readonly command: string
  readonly args: readonly string[]
  /** Folder it is started in. */
  readonly cwd?: string
}

/**
 * Runs an app as a child process, so that suspending it is SIGSTOP and killing it is SIGKILL. The child finds its phone
 * through `CALLKIT_LINK` and `CALLKIT_LAUNCH`; what it is launched with follows the command's own arguments.
 */
export class ChildProcessHost implements AppHost {
  readonly #command: Command
  readonly #children = new Set<ChildProcess>()
  #links: Promise<LinkServer> | undefined

  constructor(command: Command) {
    this.#command = command
  }

  async launch(launch: Launch, handlers: HostHandlers): Promise<AppProcess> {
    const links = await (this.#links ??= LinkServer.listen())
    const id = randomUUID()
    const withdraw = links.expect(id, handlers)
    const { command, args, cwd } = this.#command
    const child = spawn(command, [...args, ...launch.arguments], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...launch.environment,
        CALLKIT_BUNDLE_ID: launch.bundleId,
        CALLKIT_LAUNCH: id,
        CALLKIT_LINK: links.address,
      },
    })
    this.#children.add(child)
    child.once('exit', () => this.#children.delete(child))
    outputLines(child.stdout, (line) => handlers.output('stdout', line))
    outputLines(child.stderr, (line) => handlers.output('stderr', line))
    child.once('close', (code, signal) => {
      withdraw()
      handlers.exited({ code: signal ?? `exit code ${code ?? 'unknown'}` })
    })
    const orphaned = () => void child.kill('SIGKILL')
    process.once('exit', orphaned)
    child.once('close', () => process.off('exit', orphaned))
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', (error) => {
        this.#children.delete(child)
        reject(new Error(`cannot start ${command}: ${error.message}`, { cause: error }))
      })
    })
    return {
      pid: child.pid ?? 0,
      suspend: () => void child.kill('SIGSTOP'),
      resume: () => void child.kill('SIGCONT'),
      kill: () => void child.kill('SIGKILL'),
    }
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#children].map(async (child) => {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }),
    )
    await (await this.#links)?.close()
  }
}

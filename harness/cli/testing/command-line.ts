import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../bin.ts', import.meta.url))

/** A command line that is running in a folder of its own. */
export interface Command extends AsyncDisposable {
  readonly child: ChildProcess
  /** The folder that it was started in. */
  readonly cwd: string
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>
  /** The processes that it has started and that are still there, as their command lines. Elsewhere than on Linux none is known. */
  leftBehind(): Promise<string[]>
}

/** Starts `callkit-conformance` with some arguments. */
export async function callkitConformance(...args: string[]): Promise<Command> {
  const cwd = await mkdtemp(join(tmpdir(), 'callkit-conformance-test-'))
  const mark = randomUUID()
  const own = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS|NODE_ENV|TEST$)/.test(name))
  const env = { ...Object.fromEntries(own), CALLKIT_TEST_MARK: mark, NO_COLOR: '1' }
  const child = spawn(process.execPath, [bin, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = Promise.all([text(child.stdout), text(child.stderr)])
  const exited = once(child, 'exit')
  return {
    child,
    cwd,
    ended: exited.then(async ([code]: (number | null)[]) => {
      const [stdout, stderr] = await output
      return { code: code ?? null, stdout, stderr }
    }),
    leftBehind: () => marked(mark),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exited
      await rm(cwd, { recursive: true, force: true })
    },
  }
}

/** Every process inherits its parent's environment, however deep. */
async function marked(mark: string): Promise<string[]> {
  if (process.platform !== 'linux') return []
  const found: string[] = []
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    // A process may end while it is looked at.
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
    if (!environment.includes(mark)) continue
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (command) found.push(command.replaceAll('\0', ' ').trim())
  }
  return found
}

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

interface Tool {
  readonly command: string
  /** Arguments with which it only succeeds where it is. */
  readonly probe: readonly string[]
  /** Debian's package. */
  readonly debian: string
}

const tools = {
  curl: { command: 'curl', probe: ['--version'], debian: 'curl' },
  nghttp: { command: 'nghttp', probe: ['--version'], debian: 'nghttp2-client' },
  // Debian's Python, whatever other there is.
  aioapns: { command: '/usr/bin/python3', probe: ['-c', 'import aioapns'], debian: 'python3-aioapns' },
} as const satisfies Record<string, Tool>

type ToolName = keyof typeof tools

/** Whether tests with a tool have to be skipped; it is said why, for a skip without a reason looks like a pass. */
export function isMissing(name: ToolName): boolean {
  const { command, probe, debian } = tools[name]
  if (spawnSync(command, probe).status === 0) return false
  console.warn(`skipped: ${name} is not there; \`apt-get install ${debian}\` installs it on Debian`)
  return true
}

/** Runs a tool to its end. @returns What it has said on stdout. @throws Error with what it says on stderr when it fails. */
export async function run(name: ToolName, args: readonly string[]): Promise<string> {
  const child = spawn(tools[name].command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  if (code !== 0) throw new Error(`expected ${name} to succeed, it exited with ${code}: ${stderr}`)
  return stdout
}

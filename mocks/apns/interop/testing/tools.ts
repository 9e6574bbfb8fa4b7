import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

const packages = { curl: 'curl', nghttp: 'nghttp2-client' } as const

type Tool = keyof typeof packages

/** Whether tests with a tool have to be skipped; it is said why, for a skip without a reason looks like a pass. */
export function isMissing(tool: Tool): boolean {
  if (!spawnSync(tool, ['--version']).error) return false
  console.warn(`skipped: ${tool} is not there; \`apt-get install ${packages[tool]}\` installs it on Debian`)
  return true
}

/** Runs a tool to its end. @returns What it has said on stdout. @throws Error with what it says on stderr when it fails. */
export async function run(tool: Tool, args: readonly string[]): Promise<string> {
  const child = spawn(tool, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  if (code !== 0) throw new Error(`expected ${tool} to succeed, it exited with ${code}: ${stderr}`)
  return stdout
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import module, { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'

// Runs on Node 20, to get away from it: nothing newer may be used or imported here.

/** Whether a Node loads TypeScript without being asked to: 22.18 and newer do. */
export function runsTypeScript(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18)
}

/** Has Node keep what it has compiled, for this process and those that it starts: a run begins a second earlier. */
export function keepCompiled(): void {
  // Reached through the namespace, because Node 20 has no such export.
  const { directory } = module.enableCompileCache?.() ?? {}
  if (directory !== undefined) process.env['NODE_COMPILE_CACHE'] ??= directory
}

/** The Node 24 that comes as an optional dependency; nothing where there is none for this machine. */
export function typescriptNode(): string | undefined {
  const require = createRequire(import.meta.url)
  try {
    return join(dirname(require.resolve(`node-${process.platform}-${process.arch}/package.json`)), 'bin', 'node')
  } catch {
    return undefined
  }
}

/** Runs a program with another Node in place of this one. @returns Its exit code; 128 and the signal that ended it. */
export async function runWith(node: string, args: readonly string[]): Promise<number> {
  const child = spawn(node, args, { stdio: 'inherit' })
  process.on('SIGTERM', (signal) => child.kill(signal))
  // A terminal sends its interrupt to the whole group, this process and the child alike; the child decides.
  process.on('SIGINT', () => {})
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  return code ?? 128 + (signal ? constants.signals[signal] : 0)
}

import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from '../../../iphone/apps/child-process.ts'

/** How a TypeScript app is run in a process of its own: by this Node, through the frameworks' launcher. */
export function typescriptCommand(entry: string): Command {
  // The launcher stands beside this file, compiled or not.
  const here = import.meta.url
  const main = fileURLToPath(new URL(`./main${extname(here)}`, here))
  return { command: process.execPath, args: [main, entry] }
}

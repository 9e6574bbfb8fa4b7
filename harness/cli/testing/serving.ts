import { createInterface } from 'node:readline'
import { z } from 'zod'
import { callkitConformance, type Command } from './command-line.ts'

const printed = z.object({
  url: z.url(),
  apns: z.object({ host: z.string(), port: z.int() }),
  phones: z.array(
    z.object({
      udid: z.string(),
      release: z.string(),
      page: z.url(),
      webDriverAgentUrl: z.url(),
      stage: z.url(),
      capabilities: z.record(z.string(), z.unknown()),
      deviceToken: z.string(),
      /** The command that puts an Appium server in front of it. */
      appium: z.string(),
    }),
  ),
})

/** `callkit-conformance serve`, running, and what it has printed. */
export interface Serving extends z.infer<typeof printed>, AsyncDisposable {
  readonly command: Command
}

/** Starts `serve` on free ports with some arguments, and waits until it serves. */
export async function serving(...args: string[]): Promise<Serving> {
  const command = await callkitConformance('serve', '--json', '--port', '0', ...args)
  const { stdout } = command.child
  if (!stdout) throw new TypeError('expected a child whose output can be read')
  const line = new Promise<string>((resolve) => createInterface(stdout).once('line', resolve))
  const first = await Promise.race([line, command.ended])
  if (typeof first !== 'string') throw new Error(`serve ended with code ${first.code}: ${first.stderr}`)
  return { ...printed.parse(JSON.parse(first)), command, [Symbol.asyncDispose]: () => command[Symbol.asyncDispose]() }
}

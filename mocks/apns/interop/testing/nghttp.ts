import { writeFile } from 'node:fs/promises'
import type { OutgoingHttpHeaders } from 'node:http2'
import { join } from 'node:path'
import type { Gateway } from '../../gateway.ts'
import { goodHeaders, payload } from '../../testing/push.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { run } from './tools.ts'

/**
 * Sends pushes all at once on one connection of nghttp, before it has seen a SETTINGS of the gateway's.
 *
 * @param paths One for each push.
 * @returns The frames that came back, as nghttp shows them: `RST_STREAM <length=4, flags=0x00, stream_id=3> (error_code=…)`.
 */
export async function framesOf(
  { endpoint: { host, port } }: Gateway,
  paths: readonly string[],
  { headers, args = [] }: { readonly headers?: OutgoingHttpHeaders; readonly args?: readonly string[] } = {},
): Promise<string[]> {
  await using folder = await temporaryFolder()
  const body = join(folder.path, 'payload.json')
  await writeFile(body, payload)
  const { ':path': _path, ...fields } = goodHeaders({ ':method': 'POST', ...headers })
  const options = Object.entries(fields).flatMap(([name, value]) => ['-H', `${name}: ${String(value)}`])
  const urls = paths.map((path) => `https://${host}:${port}${path}`)
  return received(await run('nghttp', ['-v', '-y', '--no-dep', '-d', body, ...args, ...options, ...urls]))
}

/** Each frame is a line with its time, after the DATA that it brought, and lines below that are indented. */
function received(output: string): string[] {
  const frames: string[] = []
  let isFrame = false
  // oxlint-disable-next-line no-control-regex -- nghttp colours its output
  for (const line of output.replaceAll(/\u001b\[[\d;]*m/g, '').split('\n')) {
    const name = /\[ *[\d.]+\] recv (\S+) frame (<.*>)$/.exec(line)
    if (name) frames.push(`${name[1]} ${name[2]}`)
    else if (isFrame && /^ {10}[[(]/.test(line)) frames.push(`${frames.pop()} ${line.trim()}`)
    isFrame = name !== null || (isFrame && line.startsWith(' '))
  }
  return frames
}

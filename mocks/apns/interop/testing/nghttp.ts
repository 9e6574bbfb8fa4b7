import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { OutgoingHttpHeaders } from 'node:http2'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Gateway } from '../../gateway.ts'
import { goodHeaders, payload } from '../../testing/push.ts'
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
  headers: OutgoingHttpHeaders = {},
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'callkit-conformance-nghttp-'))
  try {
    const body = join(folder, 'payload.json')
    await writeFile(body, payload)
    const { ':path': _path, ...fields } = goodHeaders({ ':method': 'POST', ...headers })
    const options = Object.entries(fields).flatMap(([name, value]) => ['-H', `${name}: ${String(value)}`])
    const urls = paths.map((path) => `https://${host}:${port}${path}`)
    return received(await run('nghttp', ['-v', '-y', '--no-dep', '-d', body, ...options, ...urls]))
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Each frame is a line with its time, and lines below that are indented. */
function received(output: string): string[] {
  const frames: string[] = []
  let isFrame = false
  // oxlint-disable-next-line no-control-regex -- nghttp colours its output
  for (const line of output.replaceAll(/\u001b\[[\d;]*m/g, '').split('\n')) {
    const name = /^\[ *[\d.]+\] recv (\S+) frame (<.*>)$/.exec(line)
    if (name) frames.push(`${name[1]} ${name[2]}`)
    else if (isFrame && /^ {10}[[(]/.test(line)) frames.push(`${frames.pop()} ${line.trim()}`)
    isFrame = name !== null || (isFrame && line.startsWith(' '))
  }
  return frames
}

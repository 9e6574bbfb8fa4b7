import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export interface Load {
  /** Of one host; requested in turn. */
  readonly urls: readonly string[]
  readonly requests: number
  readonly connections: number
  /** Streams that each connection keeps open. */
  readonly streams: number
  readonly headers: Readonly<Record<string, string>>
  /** The file that each request has as its body. */
  readonly body: string
}

/** What became of a load; every request of it was answered 200. */
export interface LoadResult {
  readonly perSecond: number
  /** From the sending of a request to the end of its answer, in milliseconds. */
  readonly latencies: readonly number[]
}

/** @returns Why h2load cannot be used here, and what helps; `undefined` when it can. */
export function h2loadIsMissing(): string | undefined {
  return spawnSync('h2load', ['--version']).error
    ? 'h2load is not there; `apt-get install nghttp2-client` installs it on Debian'
    : undefined
}

/** Sends requests as fast as they are answered. @throws Error when not all of them are answered 200. */
export async function h2load({ urls, requests, connections, streams, headers, body }: Load): Promise<LoadResult> {
  const folder = await mkdtemp(join(tmpdir(), 'callkit-conformance-h2load-'))
  try {
    const [log, targets] = [join(folder, 'requests.tsv'), join(folder, 'urls')]
    await writeFile(targets, urls.join('\n'))
    const numbers = [`-n${requests}`, `-c${connections}`, `-m${streams}`]
    const fields = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
    const args = [...numbers, ...fields, '-d', body, '-i', targets, `--log-file=${log}`]
    const child = spawn('h2load', args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const [output] = await Promise.all([text(child.stdout), once(child, 'exit')])
    const result = parseLog(await readFile(log, 'utf8'))
    if (result.latencies.length !== requests)
      throw new Error(`expected ${requests} answers of 200, got ${result.latencies.length}; h2load says:\n${output}`)
    return result
  } finally {
    await rm(folder, { recursive: true })
  }
}

/**
 * Reads the log of h2load, whose own summary has no percentiles: for each request when it began, its status and how long
 * it took, both times in microseconds. Only answers of 200 count.
 */
export function parseLog(log: string): LoadResult {
  const latencies: number[] = []
  let first = Number.POSITIVE_INFINITY
  let last = 0
  for (const line of log.split('\n')) {
    const [began = 0, status, taken = 0] = line.split('\t').map(Number)
    if (status !== 200) continue
    latencies.push(taken / 1000)
    first = Math.min(first, began)
    last = Math.max(last, began + taken)
  }
  return { perSecond: latencies.length / ((last - first) / 1e6), latencies }
}

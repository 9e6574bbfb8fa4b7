import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder, which goes with everything in it at disposal. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'callkit-conformance-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

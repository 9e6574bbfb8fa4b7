// Compiles the sources into `dist`, from nothing, as the package ships them.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, glob, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('..', import.meta.url))
const dist = join(repository, 'dist')
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')

await rm(dist, { recursive: true, force: true })
const compiler = spawn(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: repository, stdio: 'inherit' })
const [code] = await once(compiler, 'exit')
if (code === 0) {
  await chmod(join(dist, 'harness/cli/bin.js'), 0o755)
  // What runs in a browser is served as it is written.
  for await (const client of glob('{harness,mocks}/**/page/client', { cwd: repository }))
    await cp(join(repository, client), join(dist, client), { recursive: true })
  // The frozen sets of requirements are read, not imported.
  for await (const set of glob('requirements/[0-9]*.json', { cwd: repository }))
    await cp(join(repository, set), join(dist, set))
} else process.exitCode = 1

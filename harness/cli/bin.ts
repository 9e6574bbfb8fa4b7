#!/usr/bin/env node
import { keepCompiled, runsTypeScript, runWith, typescriptNode } from './suitable-node.ts'

// Whoever reads the output may have had enough of it: `… --help | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

if (runsTypeScript(process.versions.node)) {
  keepCompiled()
  // Only now: an older Node could not load what this imports.
  const { main } = await import('./main.ts')
  await main(process.argv)
} else {
  const node = typescriptNode()
  if (node) process.exitCode = await runWith(node, process.argv.slice(1))
  else {
    console.error(
      `callkit-conformance needs Node 22.18 or newer, because apps under test are TypeScript; this is ${process.version}.\n` +
        'Install it for this project with: npm install --save-dev node@24',
    )
    process.exitCode = 3
  }
}

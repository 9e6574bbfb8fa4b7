import { conformanceOptions } from 'callkit-conformance'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['*.suite.ts'],
    ...conformanceOptions({ app: '.', cwd: import.meta.dirname, out: 'out' }),
  },
})

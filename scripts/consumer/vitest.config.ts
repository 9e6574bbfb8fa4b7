import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['*.suite.ts'],
    provide: {
      callkitConformance: {
        app: '.',
        cwd: import.meta.dirname,
        release: '18.2',
        target: 'virtual',
        callscreen: 'direct',
        time: 'auto',
        out: 'out',
        scenarios: [],
        rules: [],
        allure: false,
      },
    },
  },
})

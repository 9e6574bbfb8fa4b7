import { defineConfig } from 'callkit-conformance'

export default defineConfig({
  app: './app.ts',
  bundleId: 'com.example.consumer',
  payload: ({ uuid, handle }) => ({ callId: uuid, from: handle }),
})

// Records fixtures/captures anew: a call of each provider whose payload is known, pushed through the gateway.
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { providerTemplates } from '../harness/provider/templates/provider-templates.ts'
import { recordCapture } from './captures.ts'

const folder = fileURLToPath(new URL('../fixtures/captures', import.meta.url))

await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
for (const template of providerTemplates) await recordCapture(template, join(folder, `${template.name}.jsonl`), 8443)

// Writes the pages about the push gateway that are made from its own data.
import { writeFile } from 'node:fs/promises'
import { apnsDocs } from './apns-docs.ts'

for (const [path, content] of Object.entries(apnsDocs()))
  await writeFile(new URL(`../${path}`, import.meta.url), content)

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyOf } from '../mocks/apns/captures/captured-push.ts'
import { readCaptureFile } from '../mocks/apns/captures/read-capture.ts'
import { redactPayload } from '../mocks/events/redact.ts'
import type { ProviderTemplate } from '../harness/provider/templates/provider-template.ts'
import { providerTemplates } from '../harness/provider/templates/provider-templates.ts'
import { pushesOf, recordCapture } from './captures.ts'

const fixtures = fileURLToPath(new URL('../fixtures/captures', import.meta.url))
const templates: readonly ProviderTemplate[] = providerTemplates

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callkit-recordings-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function readAll(file: string) {
  await using capture = await readCaptureFile(file)
  const pushes = await Array.fromAsync(capture.pushes)
  return { header: capture.header, pushes, problems: capture.problems }
}

test('there is a capture for each template', async () => {
  const names = templates.map(({ name }) => `${name}.jsonl`)
  expect((await readdir(fixtures)).toSorted()).toEqual(names.toSorted())
})

test.each(templates)('$name: the capture reads cleanly, and is of this template', async (template) => {
  const { header, pushes, problems } = await readAll(join(fixtures, `${template.name}.jsonl`))
  expect(problems).toEqual([])
  expect(header.redacted).toBe(true)
  const held = pushes.map((push) => ({
    at: push.at,
    status: push.status,
    payload: JSON.parse(bodyOf(push).toString()),
  }))
  const expected = pushesOf(template).map(({ at, payload }) => ({ at, status: 200, payload: redactPayload(payload) }))
  expect(held).toEqual(expected)
})

test.each(templates)('$name: the capture holds no secret', async ({ name }) => {
  const content = await readFile(join(fixtures, `${name}.jsonl`), 'utf8')
  // A device token, a JWT, and the values that templates have in the place of secrets.
  expect(content).not.toMatch(/[0-9a-f]{64}|eyJ|invented-|aW52ZW50ZWQgc2lnbmF0dXJl/)
})

test.each(templates)('$name: recorded anew, the capture is the same', async (template) => {
  const file = join(folder, `${template.name}.jsonl`)
  await recordCapture(template, file, 0)
  const [recorded, fixture] = await Promise.all(
    [file, join(fixtures, `${template.name}.jsonl`)].map((each) => readFile(each, 'utf8')),
  )
  expect(recorded?.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:8443')).toBe(fixture)
})

import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Template } from './fill-template.ts'
import { TemplateError } from './template-error.ts'

const template = z.record(z.string(), z.json())

/**
 * Reads a user's own template: a JSON file with the payload of their backend, and placeholders where a call differs
 * from the next.
 *
 * @throws {TemplateError} When there is no such file, or it is no JSON object.
 */
export async function readTemplate(file: string): Promise<Template> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new TemplateError(`expected a payload template at ${file}, and it cannot be read: ${messageOf(error)}`)
  })
  const parsed = template.safeParse(parse(text, file))
  if (parsed.success) return parsed.data
  throw new TemplateError(`expected ${file} to hold a JSON object, the payload; it holds something else`)
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new TemplateError(`expected JSON in ${file}: ${messageOf(error)}`)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

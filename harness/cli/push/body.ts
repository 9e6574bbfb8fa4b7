import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { malform, malformations } from '../../provider/malformations.ts'
import { mutations } from '../../provider/mutations.ts'
import type { AnnouncedCall } from '../../provider/payloads.ts'
import { fillTemplate, type Template } from '../../provider/templates/fill-template.ts'
import { providerTemplates } from '../../provider/templates/provider-templates.ts'
import { readTemplate } from '../../provider/templates/read-template.ts'
import { near } from '../near.ts'
import { UsageError } from '../usage-error.ts'
import type { PushFlags } from './push-flags.ts'

type PayloadFlags = Pick<
  PushFlags,
  'template' | 'payload' | 'uuid' | 'handle' | 'name' | 'video' | 'malform' | 'mutate'
>

const dictionary = z.record(z.string(), z.unknown())

/**
 * The bytes to be pushed: a payload as it is given, or a template filled for the call; made wrong where that is asked.
 *
 * @throws {UsageError} For a name that does not exist.
 * @throws {TemplateError}
 */
export async function bodyOf(flags: PayloadFlags): Promise<Buffer> {
  const call = callOf(flags)
  const original =
    flags.payload === undefined
      ? encoded(fillTemplate(await templateOf(flags.template), call))
      : await read(flags.payload)
  if (flags.malform !== undefined) return malformed(jsonIn(original), call, flags.malform)
  return flags.mutate === undefined ? original : mutated(jsonIn(original), flags.mutate)
}

/** A template by its name; `.json` at its end makes it a file of the user’s own. */
export async function templateOf(name: string): Promise<Template> {
  if (name.endsWith('.json')) return readTemplate(name)
  const found = providerTemplates.find((template) => template.name === name)
  if (found) return found.call
  throw unknown('template', name, [...providerTemplates.map((template) => template.name), 'a file that ends in .json'])
}

export function callOf({ uuid, handle, name, video }: Omit<PayloadFlags, 'template'>): AnnouncedCall {
  return {
    uuid: uuid ?? randomUUID().toUpperCase(),
    handle,
    hasVideo: video,
    ...(name !== undefined && { displayName: name }),
  }
}

function malformed(payload: Record<string, unknown>, call: AnnouncedCall, name: string): Buffer {
  const names: readonly string[] = malformations.map((each) => each.name)
  if (!names.includes(name)) throw unknown('malformation', name, names)
  const found = malform(payload, call).find(({ malformation }) => malformation === name)
  if (!found) throw new UsageError(`the payload has no field in which it could be “${name}”`)
  return encoded(found.payload)
}

function mutated(payload: Record<string, unknown>, name: string): Buffer {
  const all = mutations(payload)
  const found = all.find((mutation) => mutation.name === name)
  if (found) return found.body
  throw unknown(
    'mutation of this payload',
    name,
    all.map((mutation) => mutation.name),
  )
}

function unknown(what: string, name: string, names: readonly string[]): UsageError {
  return new UsageError(`there is no ${what} “${name}”; near it are ${near(name, names).join(', ')}. --list shows all`)
}

async function read(file: string): Promise<Buffer> {
  if (file === '-') return buffer(process.stdin)
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`expected a payload at ${file}, and it cannot be read (${error.code})`)
  })
}

function jsonIn(body: Buffer): Record<string, unknown> {
  try {
    return dictionary.parse(JSON.parse(body.toString()))
  } catch {
    throw new UsageError('expected a payload that is a JSON object, as --malform and --mutate need one')
  }
}

function encoded(json: unknown): Buffer {
  return Buffer.from(JSON.stringify(json))
}

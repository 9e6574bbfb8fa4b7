import type { AnnouncedCall } from '../payloads.ts'
import { placeholders, type Moment, type PlaceholderName } from './placeholders.ts'
import { TemplateError } from './template-error.ts'

/** A value that JSON can hold, with placeholders in its strings. */
export type TemplateValue =
  | string
  | number
  | boolean
  | null
  | readonly TemplateValue[]
  | { readonly [key: string]: TemplateValue }

/** A payload with placeholders in it. */
export type Template = Readonly<Record<string, TemplateValue>>

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g

/** How long a call rings unless the push says something else, in milliseconds. */
const RINGS_MS = 60_000

/**
 * The payload for a call. A string that is nothing but a placeholder becomes what that stands for, a boolean or a number
 * too; within a longer string it becomes text. Keys are left alone.
 *
 * @throws {TemplateError} For a placeholder that does not exist.
 * @example fillTemplate({ id: '{{uuid.lower}}', video: '{{hasVideo}}' }, call) // { id: 'a1b2…', video: false }
 */
export function fillTemplate(
  template: Template,
  call: AnnouncedCall,
  { now = new Date(), expires = new Date(now.getTime() + RINGS_MS) }: Partial<Moment> = {},
): Record<string, unknown> {
  const fill = (value: TemplateValue): unknown => {
    if (typeof value === 'string') return fillText(value, (name) => valueOf(name, call, { now, expires }))
    if (typeof value !== 'object' || value === null) return value
    return isList(value) ? value.map(fill) : mapped(value, fill)
  }
  return mapped(template, fill)
}

function fillText(text: string, valueOf: (name: string) => unknown): unknown {
  const [only] = text.matchAll(PLACEHOLDER)
  if (only?.[1] !== undefined && only[0] === text) return valueOf(only[1])
  return text.replaceAll(PLACEHOLDER, (_, name: string) => String(valueOf(name)))
}

function valueOf(name: string, call: AnnouncedCall, moment: Moment): unknown {
  if (isPlaceholder(name)) return placeholders[name](call, moment)
  const names = Object.keys(placeholders)
  const meant = nearest(name, names)
  throw new TemplateError(
    `there is no placeholder {{${name}}}${meant === undefined ? '' : `; did you mean {{${meant}}}?`} There are ${names.join(', ')}`,
  )
}

function isPlaceholder(name: string): name is PlaceholderName {
  return Object.hasOwn(placeholders, name)
}

/** The name that begins most like what was written, whatever the case and punctuation. */
function nearest(written: string, names: readonly string[]): string | undefined {
  const bare = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, '')
  const shared = (name: string) => [...bare(name)].findIndex((letter, index) => letter !== bare(written)[index])
  const score = (name: string) => (shared(name) < 0 ? bare(name).length : shared(name))
  const [best] = names.toSorted((a, b) => score(b) - score(a))
  return best !== undefined && score(best) > 0 ? best : undefined
}

function mapped(object: Template, fill: (value: TemplateValue) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, fill(value)]))
}

function isList(value: readonly TemplateValue[] | Template): value is readonly TemplateValue[] {
  return Array.isArray(value)
}

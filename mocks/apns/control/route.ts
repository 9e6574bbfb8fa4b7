import { z } from 'zod'

/** A request to the control endpoint that cannot be done: says what was expected. */
export class ControlError extends Error {
  readonly code: string
  readonly status: number
  override readonly name = 'ControlError'

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** What a route is given. */
export interface ControlRequest {
  /** What the path has for each `:name`. */
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The body as JSON; `undefined` without one. */
  readonly body: unknown
}

/** What a route answers: a status other than 200, and what becomes the JSON of the body. */
export interface ControlAnswer {
  readonly status?: number
  readonly body?: unknown
}

/** One thing that can be asked of the control endpoint. */
export interface Route<Subject> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** With `:name` for a part that is read. */
  readonly path: string
  /** What it does, in a sentence. */
  readonly about: string
  readonly answer: (subject: Subject, request: ControlRequest) => ControlAnswer
}

/** @throws {ControlError} 400, naming each field that is wrong. */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new ControlError(400, 'CONTROL_REQUEST', z.prettifyError(result.error))
}

/** What the path has for each `:name` of the pattern; `undefined` where it is another path. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const values: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) values[part.slice(1)] = decoded(value)
    else if (part !== value) return undefined
  }
  return values
}

/** @throws {ControlError} */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new ControlError(400, 'CONTROL_PATH', `expected a percent-encoded path, got ${JSON.stringify(part)}`)
  }
}

import { inspect } from 'node:util'
import type { z } from 'zod'
import { GridError } from './grid-error.ts'
import { withoutKey } from './web-driver-request.ts'

/**
 * What a server has answered, as what it should be.
 *
 * @param request Such as `GET /status`.
 * @throws GridError `GRID_ANSWER` with what came instead, and where.
 */
export function answerAs<Schema extends z.ZodType>(
  schema: Schema,
  answer: unknown,
  { server, request }: { readonly server: string; readonly request: string },
): z.output<Schema> {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(
    ({ path, message }) => `${['value', ...path].map(String).join('.')}: ${message}`,
  )
  const came = inspect(answer, { depth: 3, breakLength: Infinity, maxStringLength: 100 }).slice(0, 300)
  throw new GridError(
    'GRID_ANSWER',
    `${withoutKey(server)} answered ${request} as neither Selenium Grid nor Appium does: ${wrong.join('; ')}; came ${came}`,
  )
}

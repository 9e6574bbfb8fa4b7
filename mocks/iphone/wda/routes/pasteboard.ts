import { z } from 'zod'
import { always, type Route, type RouteRequest } from '../route.ts'
import { WebDriverError } from '../web-driver-error.ts'

const CONTENT_TYPES = ['plaintext', 'image', 'url']

const contentType = z.string().default('plaintext')
const content = z.object({ content: z.string(), contentType })
const query = z.object({ contentType })

/** What was copied (`FBPasteboard.m`). Contents are base64. */
export const pasteboardRoutes: readonly Route[] = [
  always('POST', '/wda/setPasteboard', setPasteboard, content),
  always('POST', '/wda/getPasteboard', getPasteboard, query),
]

function setPasteboard({ state, body }: RouteRequest<z.infer<typeof content>>): void {
  mustBeKnown(body.contentType)
  state.pasteboard.clear()
  state.pasteboard.set(body.contentType, Buffer.from(body.content, 'base64'))
}

function getPasteboard({ state, body }: RouteRequest<z.infer<typeof query>>): string {
  mustBeKnown(body.contentType)
  return state.pasteboard.get(body.contentType)?.toString('base64') ?? ''
}

function mustBeKnown(type: string): void {
  if (!CONTENT_TYPES.includes(type))
    throw new WebDriverError(
      'unknown error',
      `Unsupported content type: ${type}. Only the following content types are supported: ${CONTENT_TYPES.join(', ')}`,
    )
}

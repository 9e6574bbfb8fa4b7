import { z } from 'zod'
import { fault } from '../../../mocks/apns/index.ts'
import { applicationState } from '../../../mocks/iphone/events.ts'
import { stageErrorCodes } from './stage-error.ts'

/** The version of the messages by which a stage is directed from another machine. Both ends have to speak the same. */
export const STAGE_VERSION = 1

/** Which question is asked, and answered. */
const id = z.int().nonnegative()

/** JSON has no bytes; a captured payload is sent on byte for byte, whatever it is. */
const payload = z.union([z.object({ base64: z.base64() }), z.object({ json: z.unknown().optional() })])

const push = z.object({
  uuid: z.string().exactOptional(),
  payload,
  malformation: z.string().exactOptional(),
  expiresInSeconds: z.int().nonnegative().exactOptional(),
  replayed: z.boolean().exactOptional(),
})

/** What the machine that plays a scenario says. */
export const clientMessage = z.discriminatedUnion('type', [
  /** Asks for the time, to align the clocks; before anything else. */
  z.object({ type: z.literal('clock'), ping: id }),
  z.object({ type: z.literal('open'), version: z.int(), bundleId: z.string(), release: z.string() }),
  /** A command that returns nothing. Its arguments are for whoever carries it out to check. */
  z.object({
    type: z.literal('tell'),
    part: z.enum(['app', 'backend', 'phone']),
    command: z.string(),
    args: z.array(z.unknown()),
  }),
  z.object({
    type: z.literal('media'),
    media: z.object({ delayMs: z.number().nonnegative(), outcome: z.enum(['ready', 'failed', 'never']) }),
  }),
  /** A fault is scripted, and removed, by the number that it is given here. */
  z.object({ type: z.literal('fault'), number: id, fault }),
  z.object({ type: z.literal('unfault'), number: id }),
  z.object({ type: z.literal('push'), id, push }),
  z.object({ type: z.literal('launch'), id }),
  z.object({ type: z.literal('terminate'), id }),
  /** Answered when everything before it has been carried out and told of. */
  z.object({ type: z.literal('sync'), id }),
  /** Answered when the stage is gone; nothing comes after that. */
  z.object({ type: z.literal('close'), id }),
])
export type ClientMessage = z.infer<typeof clientMessage>

/** What the machine with the phone says. */
export const serverMessage = z.discriminatedUnion('type', [
  /** `t` is the phone's clock, in milliseconds. */
  z.object({ type: z.literal('clock'), ping: id, t: z.number() }),
  z.object({ type: z.literal('opened'), udid: z.string() }),
  /** There will be no stage, or no more. */
  z.object({ type: z.literal('refused'), code: z.enum(stageErrorCodes), message: z.string() }),
  /** All that has happened in one turn of the phone's event loop, placed on its clock. */
  z.object({ type: z.literal('events'), events: z.array(z.unknown()) }),
  /** What can be asked of a stage without waiting. Told before the next events or answer after a change. */
  z.object({ type: z.literal('mirror'), appState: applicationState, backendIsUsed: z.boolean() }),
  z.object({ type: z.literal('answer'), id, value: z.unknown().optional() }),
  z.object({ type: z.literal('failed'), id, code: z.string(), message: z.string() }),
  /** A command that returns nothing has failed. */
  z.object({ type: z.literal('broken'), command: z.string(), message: z.string() }),
])
export type ServerMessage = z.infer<typeof serverMessage>
export type Mirror = Omit<Extract<ServerMessage, { type: 'mirror' }>, 'type'>

/** What the answer to a push says. */
export const pushAnswer = z.object({ push: z.string(), status: z.int(), reason: z.string().exactOptional() })

/** What one JSON text says. @returns the message, or what is wrong with the text in a sentence. */
export function parseMessage<Message>(
  schema: z.ZodType<Message>,
  text: string,
): { message: Message } | { wrong: string } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { wrong: `not JSON: ${excerpt(text)}` }
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return { message: parsed.data }
  return { wrong: `${z.prettifyError(parsed.error).replaceAll('\n', ' ')}: ${excerpt(text)}` }
}

function excerpt(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

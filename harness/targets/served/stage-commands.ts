import { z } from 'zod'
import { callEndedReason, phoneSettings } from '../../../mocks/iphone/events.ts'
import type { Backstage } from '../stage.ts'
import type { ClientMessage } from './messages.ts'
import { StageError } from './stage-error.ts'

type Told = Extract<ClientMessage, { type: 'tell' }>

/** The arguments of each command of a part that returns nothing. What is asked for has a message of its own. */
type Arguments<Part> = {
  readonly [
    Command in keyof Part as Part[Command] extends (...args: never) => infer Result
      ? Result extends Promise<unknown>
        ? never
        : Command
      : never
  ]: Part[Command] extends (...args: infer Args) => unknown ? z.ZodType<Args> : never
}

const none = z.tuple([])
const uuid = z.string()
const fields = z.record(z.string(), z.unknown())

/** HTTP's, as far as a response can have them. */
const status = z.int().min(200).max(599)

const backendFault = z.strictObject({
  operation: z.enum(['register', 'start', 'query', 'accept', 'decline', 'hangup', 'hold', 'media']),
  delayMs: z.number().nonnegative().exactOptional(),
  fail: z.union([status, z.literal('connection')]).exactOptional(),
  times: z.int().positive().exactOptional(),
})

/** Settings that are not named stay as they are. */
const settings = z.strictObject(
  Object.fromEntries(Object.entries(phoneSettings.shape).map(([name, schema]) => [name, schema.exactOptional()])),
)

/** What can be told to the parts of a stage, and with what. */
const stageCommands = {
  app: { suspend: none, resume: none },
  backend: {
    answer: z.tuple([uuid]),
    cancel: z.tuple([uuid, callEndedReason]),
    dial: z.tuple([uuid, z.string()]),
    dropConnections: none,
    script: z.tuple([backendFault]),
  },
  phone: {
    resetCallServices: none,
    setAirplaneMode: z.tuple([z.boolean()]),
    setSettings: z.tuple([settings]),
    receiveCellularCall: z.tuple([z.string()]),
    endCellularCall: none,
    invalidateToken: none,
    replaceToken: none,
    setTranslating: z.tuple([
      uuid,
      z.boolean(),
      z.strictObject({ localLanguage: z.string(), remoteLanguage: z.string() }),
    ]),
    reclaimMemory: none,
    reboot: none,
    handOff: z.tuple([fields]),
    deliverLocally: z.tuple([fields]),
  },
} as const satisfies { readonly [Part in Told['part']]: Arguments<Backstage[Part]> }

/**
 * Carries out a command that somebody elsewhere has told. Resolves when that has been done.
 *
 * @throws StageError `STAGE_COMMAND` for what is no command, and for arguments that are not its own.
 */
export async function carryOut({ part, command, args }: Told, stage: Backstage): Promise<void> {
  const known: Readonly<Record<string, z.ZodType<readonly unknown[]>>> = stageCommands[part]
  const schema = Object.hasOwn(known, command) ? known[command] : undefined
  if (!schema)
    throw new StageError(
      'STAGE_COMMAND',
      `no command “${command}” for its ${part}; there is ${Object.keys(known).join(', ')}`,
    )
  const parsed = schema.safeParse(args)
  if (!parsed.success)
    throw new StageError('STAGE_COMMAND', `not understood: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`)
  const target = stage[part]
  await Reflect.apply(Reflect.get(target, command) as (...args: readonly unknown[]) => unknown, target, parsed.data)
}

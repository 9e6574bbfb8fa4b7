import type { WebSocket } from 'ws'
import type { Clock } from '../../../mocks/clock/clock.ts'
import type { TraceEvent } from '../../trace/trace-event.ts'
import type { Backstage, StageFault, StagePush } from '../stage.ts'
import { clientMessage, parseMessage, STAGE_VERSION, type ClientMessage, type ServerMessage } from './messages.ts'
import type { PhoneSlot, TakenPhone } from './phone-slot.ts'
import { carryOut } from './stage-commands.ts'
import { StageError } from './stage-error.ts'

type Message<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>

/** The phone's end of a connection on which a stage is directed. It gives the phone back when the connection ends. */
export class StageConnection {
  /** Resolves when the client has gone, and its phone has been given back. */
  readonly left: Promise<void>
  readonly #socket: WebSocket
  readonly #slot: PhoneSlot
  readonly #clock: Clock
  readonly #faults = new Map<number, StageFault>()
  #taking: Promise<void> | undefined
  #taken: TakenPhone | undefined
  #mirrored = ''
  #isRefused = false
  #untold: TraceEvent[] = []

  constructor(socket: WebSocket, slot: PhoneSlot, clock: Clock) {
    this.#socket = socket
    this.#slot = slot
    this.#clock = clock
    socket.on('message', (data, isBinary) => this.#receive(isBinary ? '(binary)' : data.toString()))
    this.left = new Promise((resolve, reject) => socket.on('close', () => void this.#leave().then(resolve, reject)))
  }

  #receive(text: string): void {
    if (this.#isRefused) return
    const parsed = parseMessage(clientMessage, text)
    if ('wrong' in parsed) return this.#refuse('STAGE_GARBAGE', `expected a message of a stage, got ${parsed.wrong}`)
    const { message } = parsed
    if (message.type === 'clock') return this.#send({ type: 'clock', ping: message.ping, t: this.#clock.now() })
    if (message.type === 'open') return this.#open(message)
    if (!this.#taken)
      return this.#refuse('STAGE_GARBAGE', `expected "open" and a wait for its answer, got "${message.type}"`)
    this.#direct(message, this.#taken.backstage)
  }

  #open({ version, bundleId, release }: Message<'open'>): void {
    const { udid } = this.#slot
    if (version !== STAGE_VERSION)
      return this.#refuse(
        'STAGE_VERSION',
        `the phone ${udid} is served with version ${STAGE_VERSION} of the protocol, and version ${version} was asked for; ` +
          'use the same version of callkit-conformance on both machines',
      )
    if (bundleId !== this.#slot.bundleId)
      return this.#refuse(
        'STAGE_OTHER_APP',
        `the phone ${udid} has the app ${this.#slot.bundleId}, and ${bundleId} is to be tested; give run and serve the same --app`,
      )
    if (release !== this.#slot.release)
      return this.#refuse(
        'STAGE_OTHER_RELEASE',
        `the phone ${udid} has iOS ${this.#slot.release}, and ${release} is asked for; choose it with --release`,
      )
    if (this.#taking) return this.#refuse('STAGE_GARBAGE', 'expected one "open" on a connection, got another')
    this.#taking = this.#take().catch((error: unknown) =>
      this.#refuse(error instanceof StageError ? error.code : 'STAGE_LOST', messageOf(error)),
    )
  }

  async #take(): Promise<void> {
    const taken = await this.#slot.take()
    this.#taken = taken
    this.#untold.push(...taken.recorder.events)
    taken.recorder.subscribe((event) => this.#tellSoon(event))
    this.#tellAll()
    this.#send({ type: 'opened', udid: this.#slot.udid })
  }

  #direct(message: Exclude<ClientMessage, { type: 'clock' | 'open' }>, stage: Backstage): void {
    switch (message.type) {
      case 'tell':
        return void this.#command(message.command, () => carryOut(message, stage))
      case 'media':
        stage.backend.media = message.media
        return
      case 'fault':
        return void this.#command('fault', () => void this.#faults.set(message.number, stage.fault(message.fault)))
      case 'unfault':
        return this.#faults.get(message.number)?.remove()
      case 'push':
        return this.#answer(message.id, () => stage.push(toPush(message.push)))
      case 'launch':
        return this.#answer(message.id, () => stage.app.launch())
      case 'terminate':
        return this.#answer(message.id, () => stage.app.terminate())
      case 'sync':
        return this.#answer(message.id, () => {})
      case 'close':
        return this.#answer(message.id, () => this.#leave())
    }
  }

  async #command(command: string, carriedOut: () => Promise<void> | void): Promise<void> {
    try {
      await carriedOut()
    } catch (error) {
      this.#send({ type: 'broken', command, message: messageOf(error) })
    }
  }

  #answer(id: number, work: () => unknown): void {
    const answered = async () => {
      const value = await work()
      // What a command changes on the screen is told at the end of its turn.
      await new Promise((resolve) => setImmediate(resolve))
      this.#tellAll()
      this.#send({ type: 'answer', id, value })
    }
    void answered().catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'STAGE_COMMAND'
      this.#tellAll()
      this.#send({ type: 'failed', id, code, message: messageOf(error) })
    })
  }

  /** A scenario waits for an event, and then looks at all that came of it: whatever belongs to a turn is told together. */
  #tellSoon(event: TraceEvent): void {
    if (this.#untold.push(event) === 1) setImmediate(() => this.#tellAll())
  }

  #tellAll(): void {
    const events = this.#untold
    this.#untold = []
    this.#mirror()
    if (events.length > 0) this.#send({ type: 'events', events })
  }

  #mirror(): void {
    if (!this.#taken) return
    const { app, backend } = this.#taken.backstage
    const mirror: ServerMessage = { type: 'mirror', appState: app.state, backendIsUsed: backend.isUsed }
    const mirrored = JSON.stringify(mirror)
    if (mirrored === this.#mirrored) return
    this.#mirrored = mirrored
    this.#socket.send(mirrored)
  }

  #send(message: ServerMessage): void {
    this.#socket.send(JSON.stringify(message))
  }

  #refuse(code: StageError['code'], message: string): void {
    this.#isRefused = true
    this.#send({ type: 'refused', code, message })
    this.#socket.close(1008, code)
  }

  /** Gives the phone back, if it has come to that. */
  async #leave(): Promise<void> {
    await this.#taking
    const taken = this.#taken
    this.#taken = undefined
    await taken?.[Symbol.asyncDispose]()
  }
}

function toPush({ payload, ...push }: Message<'push'>['push']): StagePush {
  return { ...push, payload: 'base64' in payload ? Buffer.from(payload.base64, 'base64') : payload.json }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

import type { Clock, Timer } from '../../clock/clock.ts'
import type { Stamp } from '../../events/vocabulary.ts'
import type { ApplicationState, PhoneEvent } from '../events.ts'
import { AppLink } from '../link/app-link.ts'
import type { AppMessage, CallMessage, PhoneMessage, Untimed } from '../link/messages.ts'
import type { Transport } from '../link/transport.ts'
import type { AppBundle } from './app-bundle.ts'
import type { AppProcess, Exit, LaunchOptions } from './host.ts'
import { MAXIMUM_LINE_LENGTH } from './output-lines.ts'

/** After its link has closed, a process gets this long to be gone by itself before it is taken for stuck. */
const EXIT_GRACE_MS = 1000

/** An app that logs in a loop must not fill the trace: this is ten times what a chatty app says in a scenario. */
const MAXIMUM_LINES = 10_000

/** What an app needs from the phone that it is installed on. */
export interface AppPorts {
  readonly clock: Clock
  readonly launchWaitMs: number
  emit(event: PhoneEvent, stamp?: Stamp): void
  /** The calls that `CXCallObserver` knows when the app starts. */
  calls(): CallMessage[]
  /** What else it has to know when it starts. */
  surroundings(
    bundleId: string,
  ): Pick<Welcome, 'audioInterrupted' | 'protectedDataUnavailable' | 'release' | 'storefront'>
  message(app: App, message: AppMessage, stamp: Stamp): void
  /** The process is gone. */
  died(app: App, by: Ending['by']): void
}

type Welcome = Extract<PhoneMessage, { type: 'welcome' }>
type Ending = Pick<Extract<PhoneEvent, { name: 'app.terminate' }>, 'by' | 'code' | 'reason'>

/** An installed app and, while it runs, its process. */
export class App {
  readonly bundle: AppBundle
  readonly #ports: AppPorts
  #state: ApplicationState = 'terminated'
  #process: AppProcess | undefined
  #link: AppLink | undefined
  #launching: Promise<void> | undefined
  #launched: (() => void) | undefined
  #launchTimer: Timer | undefined
  #exitTimer: Timer | undefined
  /** Which launch it is that runs: what earlier ones still had to say is not heard. */
  #generation = 0
  #lines = 0
  #lastWords = ''
  #open = false

  constructor(bundle: AppBundle, ports: AppPorts) {
    this.bundle = bundle
    this.#ports = ports
  }

  get bundleId(): string {
    return this.bundle.bundleId
  }

  get state(): ApplicationState {
    return this.#state
  }

  get pid(): number {
    return this.#process?.pid ?? 0
  }

  /** Whether the app has shaken hands and can be told things. */
  get isOpen(): boolean {
    return this.#open
  }

  /**
   * Starts the app unless it is running or starting already, and resolves when it has shaken hands, or has died before
   * that, or the system has waited long enough.
   *
   * @param options What it gets if it has to be started.
   */
  launch(reason: 'push' | 'url' | 'user', options: LaunchOptions = {}): Promise<void> {
    return (this.#launching ??= this.#launch(reason, options))
  }

  /** Before the handshake is over there is nobody to tell; the welcome then says how things are. */
  send(message: Untimed<PhoneMessage>): void {
    if (this.#open) this.#link?.send(message)
  }

  /** Moves the app between foreground, background and suspended. Does nothing when it does not run. */
  enter(state: Exclude<ApplicationState, 'terminated'>): void {
    if (this.#state === 'terminated' || this.#state === state) return
    if (this.#state === 'suspended') this.#process?.resume()
    const wasSuspended = this.#state === 'suspended'
    this.#state = state
    this.#ports.emit({ name: 'app.state', bundleId: this.bundleId, state })
    if (state === 'suspended') this.#process?.suspend()
    else if (!(wasSuspended && state === 'background')) this.send({ type: 'application.state', state })
  }

  /** Ends the process at once. What it still had under way never happened. @returns whether it was running. */
  terminate(ending: Ending): boolean {
    if (this.#state === 'terminated') return false
    const process = this.#process
    this.#ended(ending)
    process?.kill()
    return true
  }

  async #launch(reason: 'push' | 'url' | 'user', options: LaunchOptions): Promise<void> {
    const { clock, emit, launchWaitMs } = this.#ports
    const { bundleId, host, environment } = this.bundle
    const open = new Promise<void>((resolve) => (this.#launched = resolve))
    this.#state = reason === 'push' ? 'background' : 'foreground'
    this.#lastWords = ''
    this.#lines = 0
    const generation = ++this.#generation
    const ours = () => this.#generation === generation && this.#state !== 'terminated'
    this.#launchTimer = clock.setTimeout(
      () =>
        this.terminate({
          by: 'system',
          code: 'launch timeout',
          reason: `no handshake within ${launchWaitMs} ms of launch`,
        }),
      launchWaitMs,
    )
    let launched: AppProcess
    try {
      launched = await host.launch(
        { bundleId, arguments: options.arguments ?? [], environment: { ...environment, ...options.environment } },
        {
          connected: (transport, pid) => (ours() ? this.#connected(transport, pid) : transport.close()),
          refused: (why) => emit({ name: 'link.garbage', bundleId, excerpt: '', reason: why }),
          exited: (exit) => void (ours() && this.#exited(exit)),
          output: (stream, line) => this.#output(stream, line),
        },
      )
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      if (ours()) this.#ended({ by: 'app', code: 'not started', reason: why })
      return
    }
    if (!ours()) return launched.kill()
    this.#process = launched
    emit({ name: 'app.launch', bundleId, pid: launched.pid, reason, state: this.#state })
    await open
  }

  #connected(transport: Transport, pid: number): void {
    const { clock, emit, calls, surroundings, message } = this.#ports
    const { bundleId } = this.bundle
    const link = new AppLink(transport, clock, pid, {
      open: (pid, uncertainty) => {
        emit({ name: 'link.open', bundleId, pid, uncertainty })
        this.#launchTimer?.cancel()
        this.#open = true
        link.send({
          type: 'welcome',
          state: this.#state,
          calls: calls(),
          ...surroundings(bundleId),
        })
        this.#launched?.()
      },
      message: (content, stamp) => message(this, content, stamp),
      garbage: (excerpt, reason) => emit({ name: 'link.garbage', bundleId, excerpt, reason }),
      closed: (reason) => this.#disconnected(reason),
    })
    this.#link = link
    transport.receive({
      message: (raw) => link.receive(raw),
      garbage: (excerpt, reason) => link.garbage(excerpt, reason),
      closed: (reason) => link.closed(reason),
    })
    link.start()
  }

  #disconnected(reason: string): void {
    this.#open = false
    this.#ports.emit({ name: 'link.close', bundleId: this.bundleId, reason })
    this.#exitTimer = this.#ports.clock.setTimeout(
      () =>
        this.terminate({
          by: 'system',
          code: 'link closed',
          reason: 'the app closed its link to the phone and stayed',
        }),
      EXIT_GRACE_MS,
    )
  }

  #exited({ code }: Exit): void {
    this.#ended({ by: 'app', code, reason: this.#lastWords || 'it said nothing' })
  }

  #ended(ending: Ending): void {
    this.#state = 'terminated'
    this.#process = undefined
    this.#launching = undefined
    this.#open = false
    this.#launchTimer?.cancel()
    this.#exitTimer?.cancel()
    this.#link?.close()
    this.#link = undefined
    this.#ports.emit({ name: 'app.terminate', bundleId: this.bundleId, ...ending })
    this.#ports.died(this, ending.by)
    this.#launched?.()
  }

  #output(stream: 'stdout' | 'stderr', line: string): void {
    if (stream === 'stderr' && isTelling(line, this.#lastWords)) this.#lastWords = line.trim()
    if (++this.#lines > MAXIMUM_LINES) return
    const said = this.#lines < MAXIMUM_LINES ? line : `what else it says is not kept: this is line ${MAXIMUM_LINES}`
    this.#ports.emit({ name: 'app.log', bundleId: this.bundleId, stream, line: said.slice(0, MAXIMUM_LINE_LENGTH) })
  }
}

/** Node ends a crash report with its version, after the stack and the causes; the last error's own line says more. */
function isTelling(line: string, lastWords: string): boolean {
  if (/^\w*Error\b/.test(line)) return true
  return !/^\w*Error\b/.test(lastWords) && /\S/.test(line) && !/^\s+at |^Node\.js v|^\s*\^|^file:/.test(line)
}

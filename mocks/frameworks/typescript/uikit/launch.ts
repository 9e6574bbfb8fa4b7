import { randomUUID } from 'node:crypto'
import { sharedAudioSession } from '../avfaudio/audio-session.ts'
import { mirrorCalls } from '../callkit/call-observer.ts'
import { collectLocalPushes } from '../networkextension/app-push-manager.ts'
import { collectPushes } from '../pushkit/push-inbox.ts'
import type { AppRuntime } from '../runtime/app-runtime.ts'
import type { ApplicationState } from '../../../iphone/events.ts'
import type { UIApplicationDelegate } from './application.ts'

type DelegateClass = new () => UIApplicationDelegate

/** An app's entry module, as far as launching it goes. */
export interface AppModule {
  readonly default?: unknown
}

/**
 * What `UIApplicationMain` does: makes the app's delegate once the phone has welcomed the process, and keeps it told.
 *
 * @throws TypeError when the module's default export is not a class with `applicationDidFinishLaunching`.
 */
export async function launchApplication(
  runtime: AppRuntime,
  load: () => Promise<AppModule>,
  source: string,
): Promise<void> {
  // All of this listens before the app connects: what follows the welcome may arrive together with it.
  collectPushes(runtime)
  collectLocalPushes(runtime)
  mirrorCalls(runtime)
  runtime.singleton(sharedAudioSession)
  const application = {
    applicationState: 'background' as ApplicationState,
    isProtectedDataAvailable: true,
    open: (url: URL) => openURL(runtime, url),
  }
  runtime.on('welcome', ({ state, protectedDataUnavailable = false }) => {
    application.applicationState = state
    application.isProtectedDataAvailable = !protectedDataUnavailable
  })
  const events: (() => void)[] = []
  let delegate: UIApplicationDelegate | undefined
  const tell = (work: (delegate: UIApplicationDelegate) => void) => {
    if (delegate) work(delegate)
    else events.push(() => delegate && work(delegate))
  }
  runtime.on('application.state', ({ state }) => {
    application.applicationState = state
    tell((d) =>
      (state === 'foreground' ? d.applicationDidBecomeActive : d.applicationDidEnterBackground)?.call(d, application),
    )
  })
  runtime.on('application.protectedData', ({ available }) => {
    application.isProtectedDataAvailable = available
    tell((d) =>
      (available
        ? d.applicationProtectedDataDidBecomeAvailable
        : d.applicationProtectedDataWillBecomeUnavailable
      )?.call(d, application),
    )
  })
  runtime.on('application.openURL', ({ url }) => tell((d) => d.applicationOpenURL?.(application, new URL(url))))
  await runtime.connect()
  const loaded = await load()
  runtime.run(() => {
    delegate = new (delegateClass(loaded, source))()
    delegate.applicationDidFinishLaunching(application)
    for (const event of events.splice(0)) event()
  })
}

function openURL(runtime: AppRuntime, url: URL): Promise<boolean> {
  const request = randomUUID()
  const opened = new Promise<boolean>((resolve) =>
    runtime.on('UIApplication.open.completion', (answer) => {
      if (answer.request === request) resolve(answer.opened)
    }),
  )
  runtime.send({ type: 'UIApplication.open', request, url: url.href })
  return opened
}

function delegateClass(loaded: AppModule, source: string): DelegateClass {
  const made: unknown = loaded.default
  if (typeof made === 'function' && 'applicationDidFinishLaunching' in (made.prototype ?? {}))
    return made as DelegateClass
  throw new TypeError(
    `${source} does not export an app: its default export has to be a class with applicationDidFinishLaunching(application)`,
  )
}

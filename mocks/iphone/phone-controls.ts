import type { App } from './apps/app.ts'
import type { CallServices } from './callservices/call-services.ts'
import type { PhoneEvent } from './events.ts'
import type { PhoneState } from './phone-source.ts'
import { SPRINGBOARD } from './releases.ts'
import type { ScreenControls } from './screen/source.ts'

export interface PhoneControlsPorts {
  readonly state: PhoneState
  readonly calls: CallServices
  readonly apps: ReadonlyMap<string, App>
  /** @throws AppNotInstalledError */
  app(bundleId: string): App
  emit(event: PhoneEvent): void
  /** Something that the screen shows has changed. */
  changed(): void
}

/** No app on the phone claims the URL's scheme. */
export class URLNotHandledError extends Error {
  readonly code = 'URL_NOT_HANDLED'
  override readonly name = 'URLNotHandledError'

  constructor(url: string, schemes: readonly string[]) {
    super(
      `no installed app opens ${url}; the schemes that are claimed: ${schemes.length > 0 ? schemes.join(', ') : 'none'}`,
    )
  }
}

/** What a finger can make the phone do, in terms of its calls and apps. */
export function phoneControls({ state, calls, apps, app, emit, changed }: PhoneControlsPorts): ScreenControls {
  const others = (uuid: string) =>
    calls.registry.live.filter(
      (call) => call.uuid !== uuid && call.pending !== 'end' && !call.isOnHold && call.hasConnected,
    )
  const inFront = () => apps.get(state.frontmost)
  const controls: ScreenControls = {
    answer: (uuid) => calls.act([{ type: 'CXAnswerCallAction', uuid }], 'user'),
    decline: (uuid) => calls.act([{ type: 'CXEndCallAction', uuid }], 'user'),
    end: (uuid) => calls.act([{ type: 'CXEndCallAction', uuid }], 'user'),
    setHeld: (uuid, onHold) => calls.act([{ type: 'CXSetHeldCallAction', uuid, onHold }], 'user'),
    setMuted: (uuid, muted) => calls.act([{ type: 'CXSetMutedCallAction', uuid, muted }], 'user'),
    holdAndAccept(uuid) {
      const hold = others(uuid).map((call) => ({ type: 'CXSetHeldCallAction', uuid: call.uuid, onHold: true }) as const)
      calls.act([...hold, { type: 'CXAnswerCallAction', uuid }], 'user')
    },
    endAndAccept(uuid) {
      const end = others(uuid).map((call) => ({ type: 'CXEndCallAction', uuid: call.uuid }) as const)
      calls.act([...end, { type: 'CXAnswerCallAction', uuid }], 'user')
    },
    async activate(bundleId) {
      const opened = app(bundleId)
      if (inFront() !== opened) inFront()?.enter('background')
      state.frontmost = bundleId
      opened.enter('foreground')
      // A push may be launching it at this moment: whoever opens it waits for the same launch.
      await opened.launch('user')
      changed()
    },
    async terminate(bundleId) {
      return app(bundleId).terminate({ by: 'user', code: 'SIGKILL', reason: 'swiped away in the app switcher' })
    },
    home() {
      inFront()?.enter('background')
      state.frontmost = SPRINGBOARD
      changed()
    },
    lock() {
      if (state.locked) return
      state.locked = true
      emit({ name: 'sys.lock' })
      controls.home()
    },
    unlock() {
      if (!state.locked) return
      state.locked = false
      emit({ name: 'sys.unlock' })
      changed()
    },
    async openURL(url) {
      const scheme = new URL(url).protocol.slice(0, -1)
      const opened = [...apps.values()].find(({ bundle }) => bundle.urlSchemes.includes(scheme))
      if (!opened)
        throw new URLNotHandledError(
          url,
          [...apps.values()].flatMap(({ bundle }) => bundle.urlSchemes),
        )
      await controls.activate(opened.bundleId)
      emit({ name: 'app.openURL', bundleId: opened.bundleId, url })
      opened.send({ type: 'application.openURL', url })
    },
  }
  return controls
}

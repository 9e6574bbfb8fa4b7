import type { App } from './apps/app.ts'
import { toShownCall, type Call } from './callservices/call.ts'
import type { CallServices } from './callservices/call-services.ts'
import {
  endAndAccept,
  holdAndAccept,
  merge,
  setHeld,
  split,
  type ActionRequest,
} from './callservices/system-transactions.ts'
import type { PhoneEvent, PhoneSettings } from './events.ts'
import type { PhoneState } from './phone-source.ts'
import { SPRINGBOARD, type Release } from './releases.ts'
import { choose } from './screen/call-view.ts'
import type { ScreenControls } from './screen/source.ts'
import { diallingOf } from './telephone-url.ts'

/** The languages of the user and of the other side, as BCP 47 tags such as `de-DE`. */
export interface TranslationLanguages {
  readonly localLanguage: string
  readonly remoteLanguage: string
}

/** What a finger can make the phone do, on every screen of every release. */
export interface PhoneControls extends ScreenControls {
  /** Starts or stops the translation of a call. */
  setTranslating(uuid: string, translating: boolean, languages: TranslationLanguages): void
}

export interface PhoneControlsPorts {
  readonly state: PhoneState
  readonly calls: CallServices
  readonly apps: ReadonlyMap<string, App>
  readonly release: Release
  settings(): PhoneSettings
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
export function phoneControls(ports: PhoneControlsPorts): PhoneControls {
  const { state, calls, apps, release, app, emit, changed } = ports
  const inFront = () => apps.get(state.frontmost)
  /** Asks for what belongs to a call, if it is there. */
  const on = (uuid: string, actions: (call: Call, live: readonly Call[]) => ActionRequest[]) => {
    const call = calls.registry.get(uuid)
    if (call) calls.act(actions(call, calls.registry.live), 'user')
  }
  const callingApp = () => {
    const chosen = apps.get(ports.settings().defaultCallingApp ?? '')
    return chosen?.bundle.lacks?.has('callingAppEntitlement') ? undefined : chosen
  }
  const protectData = (available: boolean) =>
    apps.forEach((each) => each.send({ type: 'application.protectedData', available }))
  const controls: PhoneControls = {
    answer: (uuid) => calls.act([{ type: 'CXAnswerCallAction', uuid }], 'user'),
    decline: (uuid) => calls.act([{ type: 'CXEndCallAction', uuid }], 'user'),
    end: (uuid) => calls.act([{ type: 'CXEndCallAction', uuid }], 'user'),
    setHeld: (uuid, onHold) => on(uuid, (call, live) => setHeld(call, onHold, live)),
    setMuted: (uuid, muted) => calls.act([{ type: 'CXSetMutedCallAction', uuid, muted }], 'user'),
    playDTMF(uuid, digits) {
      state.dialled += digits
      calls.act([{ type: 'CXPlayDTMFCallAction', uuid, digits }], 'user')
    },
    setSpeaker(on) {
      state.onSpeaker = new Set(on ? calls.registry.live.map(({ uuid }) => uuid) : [])
      changed()
    },
    setAppearance(appearance) {
      state.appearance = appearance
      changed()
    },
    setCallView(view) {
      state.chosenView = choose(view, calls.registry.live.map(toShownCall))
      state.dialled = ''
      changed()
    },
    merge: (uuid) => on(uuid, merge),
    split: (uuid) => on(uuid, split),
    setTranslating: (uuid, translating, { localLanguage, remoteLanguage }) =>
      calls.act([{ type: 'CXSetTranslatingCallAction', uuid, translating, localLanguage, remoteLanguage }], 'user'),
    holdAndAccept: (uuid) => on(uuid, (call, live) => holdAndAccept(call, live, calls.providerOf(call))),
    endAndAccept: (uuid) => on(uuid, endAndAccept),
    async activate(bundleId, launch) {
      const opened = app(bundleId)
      if (inFront() !== opened) inFront()?.enter('background')
      state.frontmost = bundleId
      controls.setCallView('compact')
      opened.enter('foreground')
      // A push may be launching it at this moment: whoever opens it waits for the same launch.
      await opened.launch('user', launch)
      changed()
    },
    async terminate(bundleId) {
      return app(bundleId).terminate({ by: 'user', code: 'SIGKILL', reason: 'swiped away in the app switcher' })
    },
    home() {
      inFront()?.enter('background')
      state.frontmost = SPRINGBOARD
      controls.setCallView('compact')
    },
    lock() {
      if (state.locked) return
      state.locked = true
      emit({ name: 'sys.lock' })
      protectData(false)
      controls.home()
    },
    unlock() {
      if (!state.locked) return
      state.locked = false
      emit({ name: 'sys.unlock', ...(!state.unlockedSinceBoot && { first: true as const }) })
      state.unlockedSinceBoot = true
      protectData(true)
      changed()
    },
    async openURL(url) {
      const asked = new URL(url)
      const dialling = diallingOf(asked, release, callingApp())
      if (dialling?.by === 'phone') return void (state.airplaneMode || calls.cellular.dial(dialling.handle))
      const scheme = asked.protocol.slice(0, -1)
      const claims = ({ bundle }: App) => bundle.urlSchemes.includes(scheme)
      const opened = dialling?.app ?? [...apps.values()].find(claims)
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

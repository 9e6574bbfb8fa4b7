import { descendants } from '../screen/element.ts'
import type { Language } from '../screen/labels.ts'
import { screenSvg } from '../screen/render.ts'
import { announcementOf } from './announcement.ts'
import { shownControls, type ControlView } from './control-view.ts'
import type { PageDevice } from './page-device.ts'

/** An app that can be opened from beside the phone. */
interface AppView {
  readonly bundleId: string
  readonly displayName: string
}

/** What a page shows of a phone at one moment, as plain data. */
export interface PhoneView {
  readonly udid: string
  /** Such as `18.2`. */
  readonly release: string
  /** Of what stands on the glass. */
  readonly language: Language
  /** The glass as the renderer draws it. */
  readonly svg: string
  /** What can be read on the glass, for whoever cannot see it. */
  readonly reading: string
  /** What a screen reader says of the calls; empty without one. */
  readonly announcement: string
  readonly locked: boolean
  readonly apps: readonly AppView[]
  readonly controls: readonly ControlView[]
}

/** Looks at a phone. */
export function phoneView({ udid, screen, source }: PageDevice): PhoneView {
  const texts = screen
    .layers()
    .flatMap(({ element }) => descendants(element).filter(({ type }) => type === 'StaticText'))
  return {
    udid,
    release: source.release.version,
    language: source.language,
    svg: screenSvg(screen),
    reading: texts.map(({ label = '' }) => label).join(', '),
    announcement: announcementOf(source.calls),
    locked: source.locked,
    apps: source.apps.map(({ bundleId, displayName }) => ({ bundleId, displayName })),
    controls: shownControls(screen),
  }
}

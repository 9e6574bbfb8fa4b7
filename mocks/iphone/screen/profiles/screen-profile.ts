import type { Evidence } from '../../releases.ts'
import type { ElementType } from '../element.ts'
import type { Rect } from '../geometry.ts'
import type { LabelKey } from '../labels.ts'
import type { Control, NamedControl } from './control.ts'

/** A situation that the call screen has a layout for. */
export type CallLayout =
  | 'callWaiting'
  | 'compact'
  | 'expanded'
  | 'group'
  | 'inCall'
  | 'incomingBanner'
  | 'incomingFullScreen'
  | 'incomingLocked'
  | 'keypad'
  | 'twoCalls'

/** How XCTest sees a control. */
export interface ControlName {
  readonly identifier: string
  /** Where the identifier comes from; `F` is unverified on hardware. */
  readonly evidence: Evidence
  readonly label: LabelKey
  /** What is written on or below the control; the label when absent. */
  readonly caption?: LabelKey
  readonly type: ElementType
  /** Names of accessibility traits. */
  readonly traits: readonly string[]
}

/** What the controls and texts lie on. */
export type Surface =
  /** The whole glass. */
  | { readonly kind: 'glass' }
  /** A part of it, over whatever is in front; with an identifier where XCTest sees one. */
  | { readonly kind: 'card' | 'island' | 'pill'; readonly rect: Rect; readonly identifier?: string }

/** Where a text stands, with its size in points. */
export interface TextPlace {
  readonly rect: Rect
  readonly size: number
  readonly weight: 'bold' | 'regular'
  readonly tone: 'primary' | 'secondary'
  readonly align: 'center' | 'start'
}

/** One screen: which process draws it, and where everything is. Geometry is evidence tier F throughout. */
export interface Layout {
  /** A bundle identifier. */
  readonly owner: string
  readonly surface: Surface
  readonly status?: TextPlace
  readonly caller?: TextPlace
  readonly avatar?: Rect
  /** A control that the call does not offer is left out or disabled; see `views/offers.ts`. */
  readonly controls: Readonly<Partial<Record<Control, Rect>>>
  /** Where lines about the other calls, or the members of the group, begin, and how far apart they are. */
  readonly lines?: { readonly first: Rect; readonly step: number }
}

/** The call screen of a family of iOS releases. */
export interface ScreenProfile {
  /** Such as `iOS 14 and 15`. */
  readonly family: string
  /** The first major release of the family. */
  readonly since: number
  /** What the camera takes out of the status bar on the phone that is drawn. */
  readonly cutout: 'island' | 'notch'
  readonly names: Readonly<Record<NamedControl, ControlName>>
  /** The layouts there are; an incoming call falls back from a banner to the whole glass. */
  readonly layouts: Readonly<Record<RequiredLayout, Layout> & Partial<Record<CallLayout, Layout>>>
}

/** Every release has these; a banner and an island that opens came later. */
export type RequiredLayout = Exclude<CallLayout, 'expanded' | 'incomingBanner'>

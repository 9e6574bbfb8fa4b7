import { IN_CALL_SERVICE, SPRINGBOARD } from '../../releases.ts'
import type { Rect } from '../geometry.ts'
import { DIGITS, type Control } from './control.ts'
import type { CallLayout, Layout, RequiredLayout, TextPlace } from './screen-profile.ts'

const SIDE = 78
/** Where a banner begins on a phone with a notch. */
const BELOW_NOTCH = 43
const COLUMNS = [38, 157.5, 277] as const

const glass = { kind: 'glass' } as const
const plain = { weight: 'regular', tone: 'secondary', align: 'center' } as const
const name = { weight: 'bold', tone: 'primary', align: 'center' } as const

const header = {
  status: { rect: { x: 20, y: 96, width: 353, height: 24 }, size: 17, ...plain },
  caller: { rect: { x: 20, y: 124, width: 353, height: 44 }, size: 34, ...name },
} as const satisfies Record<string, TextPlace>

const avatar: Rect = { x: 136.5, y: 250, width: 120, height: 120 }
const lines = { first: { x: 20, y: 178, width: 353, height: 32 }, step: 40 } as const

type Controls = Layout['controls']

const cell = (column: 0 | 1 | 2, y: number): Rect => ({ x: COLUMNS[column], y, width: SIDE, height: SIDE })

/** Until iOS 16: two rows in the middle, and the end of the call below them. */
const middleGrid = {
  mute: cell(0, 440),
  keypad: cell(1, 440),
  speaker: cell(2, 440),
  add: cell(0, 556),
  hold: cell(2, 556),
  end: cell(1, 704),
} satisfies Controls

/** Since iOS 17: everything within reach of a thumb. */
const lowerGrid = {
  speaker: cell(0, 580),
  hold: cell(1, 580),
  mute: cell(2, 580),
  add: cell(0, 696),
  end: cell(1, 696),
  keypad: cell(2, 696),
} satisfies Controls

const keys = Object.fromEntries(
  DIGITS.map((digit, index) => [`key ${digit}`, cell((index % 3) as 0 | 1 | 2, 204 + Math.floor(index / 3) * 100)]),
)

const keypad: Controls = { ...keys, end: cell(1, 704), hideKeypad: cell(2, 704) }

const inCallService = { owner: IN_CALL_SERVICE, surface: glass }

type Grid = Readonly<Record<'add' | 'end' | 'hold' | 'keypad' | 'mute' | 'speaker', Rect>>

function callsInProgress(grid: Grid) {
  const { add: merge, hold: swap, ...rest } = grid
  return {
    inCall: { ...inCallService, ...header, avatar, controls: grid },
    keypad: { ...inCallService, ...header, controls: keypad },
    twoCalls: { ...inCallService, ...header, avatar, lines, controls: { ...rest, merge, swap } },
    group: {
      ...inCallService,
      ...header,
      lines,
      controls: { ...grid, private: { x: 291, y: 178, width: 82, height: 32 } },
    },
  } satisfies Partial<Record<CallLayout, Layout>>
}

/** What to do about a call instead of answering it, on either side. */
const laterRow = (y: number): Controls => ({
  remindMe: { x: 54, y, width: 62, height: 62 },
  message: { x: 277, y, width: 62, height: 62 },
})

const incoming = {
  incomingFullScreen: {
    ...inCallService,
    ...header,
    avatar,
    controls: {
      ...laterRow(580),
      decline: { x: 48, y: 690, width: 74, height: 74 },
      answer: { x: 271, y: 690, width: 74, height: 74 },
    },
  },
  incomingLocked: {
    ...inCallService,
    ...header,
    avatar,
    controls: {
      ...laterRow(596),
      decline: { x: 166, y: 596, width: 62, height: 62 },
      slideToAnswer: { x: 46, y: 720, width: 301, height: 76 },
    },
  },
  callWaiting: {
    ...inCallService,
    ...header,
    avatar,
    controls: {
      decline: { x: 30, y: 690, width: 74, height: 74 },
      holdAndAccept: { x: 159.5, y: 690, width: 74, height: 74 },
      endAndAccept: { x: 289, y: 690, width: 74, height: 74 },
    },
  },
} satisfies Partial<Record<CallLayout, Layout>>

const statusBarPill: Rect = { x: 30, y: 18, width: 72, height: 26 }
const island: Rect = { x: 100, y: 11, width: 193, height: 37 }
const openIsland: Rect = { x: 8, y: 11, width: 377, height: 85 }
const islandButton = (x: number): Rect => ({ x, y: 30, width: 48, height: 48 })

/** A call behind an app, as a part of the status bar. */
const statusBarCall: Layout = {
  owner: SPRINGBOARD,
  surface: { kind: 'pill', rect: statusBarPill },
  status: { rect: statusBarPill, size: 14, weight: 'bold', tone: 'primary', align: 'center' },
  controls: { compactCall: statusBarPill },
}

/** A call behind an app, in the Dynamic Island, small and opened. */
const islandCall = {
  compact: {
    owner: SPRINGBOARD,
    surface: { kind: 'island', rect: island },
    status: {
      rect: { x: 235, y: 20, width: 48, height: 20 },
      size: 13,
      weight: 'bold',
      tone: 'primary',
      align: 'center',
    },
    avatar: { x: 107, y: 17, width: 25, height: 25 },
    controls: { compactCall: island },
  },
  expanded: {
    owner: SPRINGBOARD,
    surface: { kind: 'island', rect: openIsland },
    status: { rect: { x: 82, y: 30, width: 122, height: 18 }, size: 13, ...plain, align: 'start' },
    caller: { rect: { x: 82, y: 50, width: 122, height: 24 }, size: 17, ...name, align: 'start' },
    avatar: { x: 22, y: 30, width: 48, height: 48 },
    controls: {
      returnToCall: { ...openIsland, width: 200 },
      speaker: islandButton(212),
      mute: islandButton(269),
      end: islandButton(326),
    },
  },
} satisfies Partial<Record<CallLayout, Layout>>

/** An incoming call over whatever is in front of an unlocked phone. */
function banner(owner: string, top = openIsland.y): Layout {
  const lower = (rect: Rect): Rect => ({ ...rect, y: rect.y + top - openIsland.y })
  return {
    owner,
    surface: {
      kind: 'card',
      rect: lower(openIsland),
      // WebDriverAgent's `respectSystemAlerts` looks for this identifier in SpringBoard (WebDriverAgent PR 946).
      ...(owner === SPRINGBOARD && { identifier: 'SBTransientOverlayWindow' }),
    },
    status: { rect: lower({ x: 82, y: 30, width: 180, height: 18 }), size: 13, ...plain, align: 'start' },
    caller: { rect: lower({ x: 82, y: 50, width: 180, height: 24 }), size: 17, ...name, align: 'start' },
    avatar: lower({ x: 22, y: 30, width: 48, height: 48 }),
    controls: { decline: lower(islandButton(268)), answer: lower(islandButton(326)) },
  }
}

type Layouts = Readonly<Record<RequiredLayout, Layout> & Partial<Record<CallLayout, Layout>>>

/** iOS 13: an incoming call takes the whole glass. */
export const layouts13: Layouts = { ...incoming, ...callsInProgress(middleGrid), compact: statusBarCall }

/** iOS 14 brought the banner, drawn by SpringBoard (appium/appium#14640). */
export const layouts14: Layouts = { ...layouts13, incomingBanner: banner(SPRINGBOARD, BELOW_NOTCH) }

/** iOS 16 brought the Dynamic Island, which a banner takes the place of. */
export const layouts16: Layouts = { ...layouts14, ...islandCall, incomingBanner: banner(SPRINGBOARD) }

export const layouts17: Layouts = { ...layouts16, ...callsInProgress(lowerGrid) }

/** Since iOS 18 InCallService draws the banner (published UI tests, tier E). */
export const layouts18: Layouts = { ...layouts17, incomingBanner: banner(IN_CALL_SERVICE) }

/** The controls of a layout, in the order in which they are drawn. */
export function controlsOf({ controls }: Layout): [Control, Rect][] {
  return Object.entries(controls) as [Control, Rect][]
}

/** What the user has chosen in the settings: the cases of `UIUserInterfaceStyle` that a phone can be in. */
export type Appearance = 'dark' | 'light'

export const DEFAULT_APPEARANCE: Appearance = 'dark'

type Stops = readonly [top: string, middle: string, bottom: string]

/** The colours that depend on the appearance. */
interface Palette {
  readonly text: { readonly primary: string; readonly secondary: string }
  readonly card: string
  /** From top to bottom. A call’s screen is dark in both. */
  readonly backdrops: { readonly app: Stops; readonly call: Stops; readonly home: Stops; readonly lock: Stops }
}

const call: Stops = ['#3f4a63', '#28304a', '#10131f']

export const PALETTES: Readonly<Record<Appearance, Palette>> = {
  dark: {
    text: { primary: '#fff', secondary: '#ebebf5' },
    card: '#1c1c1e',
    backdrops: {
      app: ['#2c2c30', '#1c1c1f', '#0b0b0c'],
      call,
      home: ['#1f6f8b', '#2b4c7e', '#35264f'],
      lock: ['#1b2a6b', '#6a3a8c', '#e0627a'],
    },
  },
  light: {
    text: { primary: '#000', secondary: '#55555c' },
    card: '#f6f6f9',
    backdrops: {
      app: ['#ffffff', '#f7f7fa', '#ececf1'],
      call,
      home: ['#4fa3bf', '#5b82bd', '#7a68a6'],
      lock: ['#3a55c4', '#9a5cc0', '#f08a92'],
    },
  },
}

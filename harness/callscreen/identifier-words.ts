/**
 * What identifiers of call screens, of the home screen and of UIKit are made of. An identifier that has no other words says
 * nothing of anybody.
 */
const WORDS = `
  accept accepted accessory account action active activity add adjustable alert allows and answer answered aperture
  app apple application apps arrow audio avatar back background badge banner bar bluetooth blur body bottom bundle
  button buttons call called caller calls camera cancel card cards carplay causes cell center close collapse
  collection com compact conference connect contact contacts container content continuity control controller controls
  cover decline delete detail details dialer dialog dialpad digit direct disabled dismiss display dock done drawer
  duration edit element enabled end ended endpoint expand expanded face facetime failed favorites field flip floating
  folder footer frequently full global grabber grid group handset header hide hold home icon icons identifier image in
  incoming indicator info input interaction island item items join keep key keyboard keypad keys label labels large
  layout leading leave left link list loading local lock locked long look main marquee media menu merge message
  messages microphone minimize modal more mute muted name navigation new none not notification notifications now
  number off on open option options other outgoing overlay page pages palette participant participants pause people ph
  phone picker pill pip placeholder platter play plays popover poster pressed preview primary private profile progress
  quick receiver recents record recording reject remind reminder remote reply request return right ring ringing root
  route router sb screen screening scroll search secondary section segment selected send sensor separator service
  session settings shade share sheet short show shows silence single slide slider small sound source speaker spinner
  split springboard stack start starts state static status stop subtitle summary supports swap switch switcher system
  tab table tap text tile time timer title to toggle toolbar top trailing transfer transient translation turn ui
  unhold unlock unmute up update updates upgrade video view views voicemail volume wallpaper window windows with zoom
`
const words: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/))

/** Where one word ends and another begins: in `PHMarqueeView` before the M and the V. */
const SEAM = /[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])/

/**
 * Whether a text is made of nothing but words that programmers call parts of a screen by, with at most one number of at
 * most two digits, such as `acceptCall` or `key12`. A name that somebody has made an identifier of is none.
 */
export function isMadeOfIdentifierWords(text: string): boolean {
  if (!/^[A-Za-z][\w.:-]*$/.test(text)) return false
  const parts = text.split(SEAM).filter(Boolean)
  const numbers = parts.filter((part) => /^\d+$/.test(part))
  return (
    numbers.length <= 1 &&
    numbers.every((number) => number.length <= 2) &&
    parts.every((part) => numbers.includes(part) || words.has(part.toLowerCase()))
  )
}

import { always, inSession, type Route } from '../route.ts'
import { WebDriverError } from '../web-driver-error.ts'

/** What WebDriverAgent has a route for and the virtual phone has nothing behind. */
export const unsupportedRoutes: readonly Route[] = [
  inSession('POST', '/wda/siri/activate', without('Siri')),
  // XCTest types single keys on an iPad only.
  inSession('POST', '/wda/element/:uuid/keyboardInput', without('a keyboard')),
  inSession('POST', '/wda/touch_id', without('a fingerprint reader')),
  inSession('POST', '/wda/performAccessibilityAudit', without('an accessibility audit')),
  always('POST', '/wda/video/start', without('a screen recorder')),
  always('POST', '/wda/video/stop', without('a screen recorder')),
  always('GET', '/wda/video', without('a screen recorder')),
  always('POST', '/wda/voiceOver/enable', without('VoiceOver')),
  always('POST', '/wda/voiceOver/disable', without('VoiceOver')),
  always('GET', '/wda/voiceOver/enabled', without('VoiceOver')),
  always('POST', '/wda/voiceOver/move', without('VoiceOver')),
  always('GET', '/wda/voiceOver/currentSpeech', without('VoiceOver')),
]

function without(what: string): () => never {
  return () => {
    throw new WebDriverError('unsupported operation', `The virtual phone has not got ${what}`)
  }
}

import type { App } from './apps/app.ts'
import { has, type Release } from './releases.ts'

/** Who deals with the URL of a telephone number: an app, which is opened with it, or the phone itself, which dials. */
type Dialling = { readonly by: 'app'; readonly app: App } | { readonly by: 'phone'; readonly handle: string }

/**
 * Since iOS 18.2 the default calling app is given `tel:` URLs, and hands on with `telephony:` what it cannot call (Apple,
 * tier A). Before it, and without such an app, the phone dials.
 *
 * @param callingApp The app that the user has chosen for calls.
 * @returns undefined for any other URL, and for `telephony:` where the release does not know it.
 */
export function diallingOf(
  { protocol, href }: URL,
  release: Release,
  callingApp: App | undefined,
): Dialling | undefined {
  const canChoose = has(release, 'defaultCallingApp')
  const byPhone = { by: 'phone', handle: decoded(href.slice(protocol.length)).replace(/^\/\//, '') } as const
  if (protocol === 'telephony:' && canChoose) return byPhone
  if (protocol !== 'tel:') return undefined
  return canChoose && callingApp ? { by: 'app', app: callingApp } : byPhone
}

/** A number whose percent signs encode nothing is dialled as it stands. */
function decoded(number: string): string {
  try {
    return decodeURIComponent(number)
  } catch {
    return number
  }
}

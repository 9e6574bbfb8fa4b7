import type { AppBundle } from '../apps/app-bundle.ts'
import type { CallKitError } from '../events.ts'
import { has, type Release } from '../releases.ts'

const codes = { unknown: 0, invalidClientProcess: 1, missingNotificationFilteringEntitlement: 2 } as const

/** An error of `CXErrorDomainNotificationServiceExtension`. */
export function serviceExtensionError(caseName: keyof typeof codes): CallKitError {
  return { domain: 'com.apple.CallKit.error.notificationserviceextension', code: codes[caseName], caseName }
}

/**
 * Why a notification service extension may not hand a payload on to its app; undefined when it may. A release that has
 * no such hand-off answers `unknown`, where a real one has no such method at all.
 */
export function handOffRefusal({ lacks }: AppBundle, release: Release): CallKitError | undefined {
  if (!has(release, 'serviceExtensionHandOff')) return serviceExtensionError('unknown')
  if (lacks?.has('notificationFilteringEntitlement'))
    return serviceExtensionError('missingNotificationFilteringEntitlement')
  return undefined
}

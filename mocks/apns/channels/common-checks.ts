import { senderIsAuthenticated } from '../checks/authentication.ts'
import type { Check } from '../checks/check.ts'
import { headersAreUnique } from '../checks/headers.ts'
import {
  broadcastIsEnabled,
  bundleIsBare,
  bundleIsTheSenders,
  channelIsBase64,
  channelIsNamed,
  channelIsRegistered,
  channelsAreAvailable,
  methodIsServed,
  pathIsServed,
  requestIdIsUUID,
} from './channel-checks.ts'

/** What is asked of every request for channels before anything else, in this order. Unverified. */
export const commonChecks = {
  channelsAreAvailable,
  pathIsServed,
  methodIsServed,
  senderIsAuthenticated,
  headersAreUnique,
  requestIdIsUUID,
  bundleIsBare,
  bundleIsTheSenders,
  broadcastIsEnabled,
  channelIsNamed,
  channelIsBase64,
  channelIsRegistered,
} as const satisfies Record<string, Check>

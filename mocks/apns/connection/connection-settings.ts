import type { Settings } from 'node:http2'

/** The SETTINGS that APNs was seen to open a connection with (pushy#878, 2021), but for the number of streams. */
export const apnsSettings = {
  headerTableSize: 4096,
  initialWindowSize: 65_535,
  maxFrameSize: 16_384,
  maxHeaderListSize: 8000,
} as const satisfies Settings

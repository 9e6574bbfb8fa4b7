import type { Settings } from 'node:http2'

/** Concurrent streams that APNs allows a client that it knows (pushy#878, 2021; 500 in 2016, 1500 in 2019). */
export const MAX_CONCURRENT_STREAMS = 1000

/** The SETTINGS that APNs was seen to open a connection with (pushy#878, 2021). */
export const apnsSettings = {
  headerTableSize: 4096,
  maxConcurrentStreams: MAX_CONCURRENT_STREAMS,
  initialWindowSize: 65_535,
  maxFrameSize: 16_384,
  maxHeaderListSize: 8000,
} as const satisfies Settings

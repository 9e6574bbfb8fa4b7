import { z } from 'zod'
import { always, type Route } from '../route.ts'

const location = z.object({ latitude: z.number(), longitude: z.number(), altitude: z.number().default(0) })

/** `CLAuthorizationStatus.authorizedAlways` */
const ALWAYS = 3

/** Where the phone believes itself to be (`FBCustomCommands.m`). */
export const locationRoutes: readonly Route[] = [
  always('GET', '/wda/device/location', ({ state }) => ({
    authorizationStatus: ALWAYS,
    latitude: state.location?.latitude ?? 0,
    longitude: state.location?.longitude ?? 0,
    altitude: state.location?.altitude ?? 0,
  })),
  always('GET', '/wda/simulatedLocation', ({ state }) => ({
    latitude: state.location?.latitude ?? null,
    longitude: state.location?.longitude ?? null,
    altitude: state.location?.altitude ?? null,
  })),
  always(
    'POST',
    '/wda/simulatedLocation',
    ({ state, body }) => {
      state.location = body
    },
    location,
  ),
  always('DELETE', '/wda/simulatedLocation', ({ state }) => {
    state.location = undefined
  }),
]

import type { Route } from '../route.ts'
import { alertRoutes } from './alerts.ts'
import { appRoutes } from './apps.ts'
import { deviceRoutes } from './device.ts'
import { elementRoutes } from './elements.ts'
import { gestureRoutes } from './gestures.ts'
import { pageRoutes } from './page.ts'
import { sessionRoutes } from './session.ts'

/** WebDriverAgent's routing table, as far as it concerns a phone with calls. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...appRoutes,
  ...elementRoutes,
  ...gestureRoutes,
  ...pageRoutes,
  ...deviceRoutes,
  ...alertRoutes,
]

import type { Route } from '../route.ts'
import { alertRoutes } from './alerts.ts'
import { appRoutes } from './apps.ts'
import { deviceRoutes } from './device.ts'
import { elementRoutes } from './elements.ts'
import { findRoutes } from './find.ts'
import { gestureRoutes } from './gestures.ts'
import { locationRoutes } from './location.ts'
import { orientationRoutes } from './orientation.ts'
import { pageRoutes } from './page.ts'
import { pasteboardRoutes } from './pasteboard.ts'
import { sessionRoutes } from './session.ts'
import { unsupportedRoutes } from './unsupported.ts'

/** WebDriverAgent's routing table for an iPhone. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...appRoutes,
  ...findRoutes,
  ...elementRoutes,
  ...gestureRoutes,
  ...pageRoutes,
  ...orientationRoutes,
  ...deviceRoutes,
  ...pasteboardRoutes,
  ...locationRoutes,
  ...alertRoutes,
  ...unsupportedRoutes,
]

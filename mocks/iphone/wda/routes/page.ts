import { GLASS, WHOLE_GLASS } from '../../screen/geometry.ts'
import { screenPng } from '../../screen/render.ts'
import { descriptionSource } from '../description-source.ts'
import { accessibleSource, jsonSource } from '../json-source.ts'
import { always, inSession, standalone, type Route, type RouteRequest } from '../route.ts'
import type { SessionSettings } from '../session-settings.ts'
import { takeSnapshot, type Snapshot } from '../snapshot.ts'
import { WebDriverError } from '../web-driver-error.ts'
import { writeXml } from '../xml-source.ts'
import { activeApplication, processId } from './apps.ts'

const SIZE = { width: GLASS.width, height: GLASS.height }
const FORMATS = ['xml', 'json', 'description']

/** Settings that put more attributes into the page source, and which. */
const REQUESTS = {
  includeCustomActionsInPageSource: ['customActions'],
  includeHittableInPageSource: ['hittable'],
  includeMinMaxValueInPageSource: ['minValue', 'maxValue'],
  includeNativeAccessibilityElementInPageSource: ['nativeAccessibilityElement'],
  includeNativeFrameInPageSource: ['nativeFrame'],
} as const satisfies Partial<Record<keyof SessionSettings, readonly string[]>>

/** The whole screen: its source, its picture and its size (`FBDebugCommands.m`, `FBScreenshotCommands.m`). */
export const pageRoutes: readonly Route[] = [
  always('GET', '/source', source),
  always('GET', '/wda/accessibleSource', (request) => accessibleSource(activeSnapshot(request)) ?? {}),
  standalone(always('GET', '/screenshot', ({ device }) => screenPng(device.screen).toString('base64'))),
  inSession('GET', '/window/rect', () => WHOLE_GLASS),
  always('GET', '/window/size', () => SIZE),
  always('GET', '/wda/screen', () => ({
    screenSize: SIZE,
    statusBarSize: { width: GLASS.width, height: GLASS.statusBarHeight },
    displayId: 1,
    scale: GLASS.scale,
  })),
  standalone(
    always('GET', '/wda/screens', () => [
      { displayId: 1, isMain: true, scale: GLASS.scale, bounds: WHOLE_GLASS, traits: 0 },
    ]),
  ),
]

function activeSnapshot(request: RouteRequest): Snapshot {
  return takeSnapshot(request.device.screen, activeApplication(request))
}

function source(request: RouteRequest): unknown {
  const { query } = request
  const format = query.get('format') ?? 'xml'
  const excluded = query.get('excluded_attributes')?.split(',') ?? []
  switch (format.toLowerCase()) {
    case 'json':
      return jsonSource(activeSnapshot(request), excluded)
    case 'description':
      return descriptionSource(activeSnapshot(request))
    case 'xml':
      return xml(request, excluded)
    default:
      throw new WebDriverError(
        'invalid argument',
        `Unknown source format '${format}'. Only ${FORMATS.join(', ')} source formats are supported.`,
      )
  }
}

function xml(request: RouteRequest, excluded: readonly string[]): string {
  const { device, query, state } = request
  const bundleId = activeApplication(request)
  const elements = writeXml(takeSnapshot(device.screen, bundleId), {
    excluded,
    requested: state.session ? requestedBy(state.session.settings) : [],
    extra: ({ parent }) => (parent ? {} : { processId: String(processId(device.source, bundleId)), bundleId }),
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n${scoped(elements, query.get('scope'))}\n`
}

function requestedBy(settings: SessionSettings): string[] {
  return Object.entries(REQUESTS).flatMap(([name, attributes]) =>
    settings[name as keyof typeof REQUESTS] ? [...attributes] : [],
  )
}

function scoped(elements: string, scope: string | null): string {
  if (!scope) return elements
  if (/^[A-Za-z][\w.-]*$/.test(scope)) return `<${scope}>${elements}</${scope}>`
  throw new WebDriverError('invalid argument', `The scope '${scope}' cannot be the name of an XML element`)
}

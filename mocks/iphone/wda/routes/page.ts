import { attributeOf, roundedRect } from '../attributes.ts'
import type { UIElement } from '../../screen/element.ts'
import { GLASS, WHOLE_GLASS } from '../../screen/geometry.ts'
import { screenPng } from '../../screen/render.ts'
import { always, inSession, type Route, type RouteRequest } from '../route.ts'
import { WebDriverError } from '../web-driver-error.ts'
import { xmlSource } from '../xml-source.ts'
import { activeApplication, processId } from './apps.ts'

const SIZE = { width: GLASS.width, height: GLASS.height }

/** The whole screen: its source, its picture and its size (`FBDebugCommands.m`, `FBScreenshotCommands.m`). */
export const pageRoutes: readonly Route[] = [
  always('GET', '/source', source),
  always('GET', '/screenshot', ({ device }) => screenPng(device.screen).toString('base64')),
  inSession('GET', '/window/rect', () => WHOLE_GLASS),
  always('GET', '/window/size', () => SIZE),
  always('GET', '/orientation', () => 'PORTRAIT'),
  always('GET', '/rotation', () => ({ x: 0, y: 0, z: 0 })),
  always('GET', '/wda/screen', () => ({
    screenSize: SIZE,
    statusBarSize: { width: GLASS.width, height: GLASS.statusBarHeight },
    displayId: 1,
    scale: GLASS.scale,
  })),
]

function source(request: RouteRequest): unknown {
  const { device, query } = request
  const bundleId = activeApplication(request)
  const tree = device.screen.tree(bundleId)
  const format = query.get('format') ?? 'xml'
  if (format === 'json') return json(tree)
  if (format !== 'xml')
    throw new WebDriverError(
      'unsupported operation',
      `Unknown source format '${format}'. Only xml and json are supported`,
    )
  const xml = xmlSource(tree, {
    excluded: query.get('excluded_attributes')?.split(',') ?? [],
    extra: ({ type }) =>
      type === 'Application' ? { processId: String(processId(device.source, bundleId)), bundleId } : {},
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n${scoped(xml, query.get('scope'))}\n`
}

function scoped(xml: string, scope: string | null): string {
  if (scope === null) return xml
  if (/^[A-Za-z][\w.-]*$/.test(scope)) return `<${scope}>${xml}</${scope}>`
  throw new WebDriverError('invalid argument', `The scope '${scope}' cannot be the name of an XML element`)
}

function json(element: UIElement): object {
  return {
    type: element.type,
    rawIdentifier: element.identifier ?? null,
    name: attributeOf(element, 'name'),
    value: attributeOf(element, 'value'),
    label: attributeOf(element, 'label'),
    rect: roundedRect(element),
    isEnabled: element.enabled ? '1' : '0',
    isVisible: element.visible ? '1' : '0',
    children: element.children.map(json),
  }
}

import { attributeNamed, attributeOf, textOf } from './attributes.ts'
import type { SessionSettings } from './session-settings.ts'
import type { Snapshot } from './snapshot.ts'

/** The key of an element reference in a response (W3C WebDriver, section 11). */
export const ELEMENT_KEY = 'element-6066-11e4-a52e-4f735466cecf'

/** An element reference as WebDriverAgent answers it: the W3C key, and the one that came before. */
export type ElementReference = Readonly<Record<'ELEMENT' | typeof ELEMENT_KEY, string>>

const ATTRIBUTE_PREFIX = 'attribute/'

/** What a response may say of an element besides its id, by the names that `elementResponseAttributes` uses. */
const FIELDS: ReadonlyMap<string, (snapshot: Snapshot) => unknown> = new Map([
  ['name', (snapshot) => attributeOf(snapshot, 'type')],
  ['type', (snapshot) => attributeOf(snapshot, 'type')],
  ['text', (snapshot) => textOf(snapshot) || null],
  ['rect', (snapshot) => attributeOf(snapshot, 'rect')],
  ['enabled', (snapshot) => attributeOf(snapshot, 'enabled')],
  ['displayed', (snapshot) => attributeOf(snapshot, 'visible')],
  ['selected', (snapshot) => attributeOf(snapshot, 'selected')],
  ['label', (snapshot) => attributeOf(snapshot, 'label')],
])

/** What a client is told of an element: its id, and unless responses are compact, what the settings ask for. */
export function elementReference(
  id: string,
  snapshot: Snapshot,
  { shouldUseCompactResponses, elementResponseAttributes }: SessionSettings,
): ElementReference {
  const reference = { [ELEMENT_KEY]: id, ELEMENT: id }
  if (shouldUseCompactResponses) return reference
  return {
    ...Object.fromEntries(elementResponseAttributes.split(',').flatMap((name) => field(snapshot, name))),
    ...reference,
  }
}

function field(snapshot: Snapshot, name: string): [name: string, value: unknown][] {
  const known = FIELDS.get(name)
  if (known) return [[name, known(snapshot)]]
  if (!name.startsWith(ATTRIBUTE_PREFIX)) return []
  return [[name, attributeOf(snapshot, attributeNamed(name.slice(ATTRIBUTE_PREFIX.length)))]]
}

import { attributeOf } from './attributes.ts'
import type { Snapshot } from './snapshot.ts'

/** The elements below an application as indented lines, in the manner of `-[XCUIElement debugDescription]`. */
export function descriptionSource(application: Snapshot): string {
  return application.children.map((child) => lines(child, 0).join('\n')).join('\n\n')
}

function lines(snapshot: Snapshot, depth: number): string[] {
  const { element } = snapshot
  const parts = [
    element.type,
    attributeOf(snapshot, 'nativeFrame'),
    element.identifier && `identifier: '${element.identifier}'`,
    element.label && `label: '${element.label}'`,
    element.value && `value: ${element.value}`,
    element.selected && 'Selected',
    !element.enabled && 'Disabled',
  ]
  return [
    ' '.repeat(depth * 2) + parts.filter(Boolean).join(', '),
    ...snapshot.children.flatMap((child) => lines(child, depth + 1)),
  ]
}

import { XCUIApplicationState } from '../../mocks/iphone/screen/screen.ts'
import { isControl, readPageSource } from './page-source.ts'
import type { NamedElement } from './profile-probe.ts'

/** How a process that may draw calls is seen: the state that it is in, and its page source. */
export interface OwnerView {
  /** A case of `XCUIApplication.State`, or whatever else WebDriverAgent said. */
  readonly state: string
  /** XML; absent when WebDriverAgent does not look into the process, as when it is not in the foreground. */
  readonly source?: string | undefined
}

/** The name of a state that WebDriverAgent has given as a number. */
export function stateNamed(code: number): string {
  const [name] = Object.entries(XCUIApplicationState).find(([, each]) => each === code) ?? []
  return name ?? `in state ${code}`
}

/** What is seen of a process, in words: its state and what could be touched in it. */
export function describeOwner({ state, source = '' }: OwnerView): string {
  return describeControls(state, readPageSource(source).filter(isControl))
}

/** The same, of controls that are known already. */
export function describeControls(state: string, controls: readonly NamedElement[]): string {
  const named = controls.map(({ name, label }) => (label === '' || label === name ? name : `${name} (“${label}”)`))
  return `${state}, shows ${named.filter(Boolean).join(', ') || 'nothing that can be touched'}`
}

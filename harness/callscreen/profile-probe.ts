import type { Control } from '../../mocks/iphone/screen/profiles/control.ts'
import type { ControlNames, SelectorProfile } from './selectors.ts'

/** What is seen of an element: its identifier, or its label where it has none, and its label. */
export interface NamedElement {
  readonly name: string
  readonly label: string
}

/** A control that some profile knows, and the element that it is. */
export interface PickedControl<Element> {
  readonly control: Control
  readonly element: Element
}

/**
 * Finds out which of several profiles a phone follows, by what it shows. A release says only which one to try first:
 * owners, identifiers and language of a call screen have changed independently of each other.
 */
export class ProfileProbe {
  readonly #names: Map<string, ControlNames>
  #profiles: readonly SelectorProfile[]
  #owners: readonly string[]

  /** @param profiles In the order to try them. */
  constructor(profiles: readonly SelectorProfile[]) {
    this.#names = namesIn(profiles)
    this.#profiles = profiles
    this.#owners = unique(profiles.flatMap(({ owners }) => owners))
  }

  /** Bundle identifiers of all processes to look in: the one that showed a control last, then those to try first. */
  get owners(): readonly string[] {
    return this.#owners
  }

  /** The profile that found a control last, then those to try next. */
  get profiles(): readonly string[] {
    return this.#profiles.map(({ name }) => name)
  }

  /** What any profile calls the controls. */
  namesOf(controls: readonly Control[]): ControlNames {
    const key = controls.join()
    const names = this.#names.get(key) ?? this.#collect(controls)
    this.#names.set(key, names)
    return names
  }

  #collect(controls: readonly Control[]): ControlNames {
    const known = this.#profiles.flatMap((profile) => controls.flatMap((control) => profile.controls[control] ?? []))
    return {
      identifiers: unique(known.flatMap(({ identifiers }) => identifiers)),
      labels: unique(known.flatMap(({ labels }) => labels)),
    }
  }

  /** The first of the controls that is among the elements of an owner; by its identifier before any label. */
  pick<Element extends NamedElement>(
    controls: readonly Control[],
    owner: string,
    elements: readonly Element[],
  ): PickedControl<Element> | undefined {
    if (elements.length === 0) return undefined
    for (const control of controls)
      for (const [kind, seen] of [
        ['identifiers', 'name'],
        ['labels', 'label'],
      ] as const)
        for (const profile of this.#profiles) {
          const names = profile.controls[control]?.[kind] ?? []
          const element = elements.find((each) => names.includes(each[seen]))
          if (!element) continue
          this.#remember(profile, owner)
          return { control, element }
        }
    return undefined
  }

  #remember(profile: SelectorProfile, owner: string): void {
    this.#profiles = unique([profile, ...this.#profiles])
    this.#owners = unique([owner, ...this.#owners])
  }
}

/** What profiles call their controls does not change, and a search opens call screens with the same ones all the time. */
const namesByProfiles = new WeakMap<readonly SelectorProfile[], Map<string, ControlNames>>()

function namesIn(profiles: readonly SelectorProfile[]): Map<string, ControlNames> {
  const names = namesByProfiles.get(profiles) ?? new Map<string, ControlNames>()
  namesByProfiles.set(profiles, names)
  return names
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)]
}

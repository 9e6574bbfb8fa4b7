import type { Control } from '../../../mocks/iphone/screen/profiles/control.ts'
import { CONTROLS } from '../../callscreen/recorded-profile.ts'
import { near } from '../near.ts'
import { UsageError } from '../usage-error.ts'

/** A button that is to be a control. */
export interface Naming {
  readonly control: Control
  /** The button's identifier or label. */
  readonly called: string
}

/** Reads `control=button`. @throws {UsageError} */
export function namingOf(text: string): Naming {
  const [name = '', ...rest] = text.split('=')
  const called = rest.join('=')
  const control = CONTROLS.find((each) => each === name)
  if (called === '')
    throw new UsageError(`expected --name control=button, such as "decline=Refuser"; came ${JSON.stringify(text)}`)
  if (control === undefined)
    throw new UsageError(`there is no control ${name}; near it are ${near(name, CONTROLS).join(', ')}`)
  return { control, called }
}

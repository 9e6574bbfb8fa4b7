import { switches, type Amount, type Choice } from './switch-catalogue.ts'

export type SwitchName = keyof typeof switches

/** How each switch stands. */
export type Switches = {
  readonly [Name in SwitchName]: (typeof switches)[Name] extends Choice<infer Value> ? Value : number
}

/** A switch that does not exist, or a value that it cannot take. */
export class SwitchError extends TypeError {
  readonly code = 'APNS_SWITCH'
  override readonly name = 'SwitchError'
}

/**
 * All switches, where those not given stand at their defaults.
 *
 * @throws {SwitchError}
 */
export function setSwitches(given: Partial<Switches> = {}): Switches {
  const set: Record<string, string | number> = {}
  for (const [name, spec] of Object.entries(switches)) set[name] = spec.default
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue
    const spec: Choice<string> | Amount | undefined = Object.hasOwn(switches, name)
      ? switches[name as SwitchName]
      : undefined
    if (!spec) throw new SwitchError(`there is no switch ${name}; there are ${Object.keys(switches).join(', ')}`)
    if (!fits(spec, value)) throw new SwitchError(`expected ${name} to be ${range(spec)}, got ${JSON.stringify(value)}`)
    set[name] = value
  }
  return set as Switches
}

function fits(spec: Choice<string> | Amount, value: string | number): boolean {
  return 'values' in spec
    ? typeof value === 'string' && spec.values.includes(value)
    : typeof value === 'number' && Number.isInteger(value) && value >= spec.least && value <= spec.most
}

function range(spec: Choice<string> | Amount): string {
  return 'values' in spec ? spec.values.join(' or ') : `a whole number from ${spec.least} to ${spec.most}`
}

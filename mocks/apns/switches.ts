/** A behaviour of APNs for which the evidence is missing or contradicts itself: it can be chosen, and says so. */
interface Switch {
  /** What it decides, in a sentence. */
  readonly about: string
  /** Why the default is what it is, and what is not known. */
  readonly evidence: string
}

interface Choice<Value extends string> extends Switch {
  readonly values: readonly [Value, ...Value[]]
  readonly default: Value
}

interface Amount extends Switch {
  readonly least: number
  readonly default: number
}

function choice<const Value extends string>(spec: {
  values: readonly [Value, ...Value[]]
  default: NoInfer<Value>
  about: string
  evidence: string
}): Choice<Value> {
  return spec
}

function amount(spec: Amount): Amount {
  return spec
}

/** Every behaviour that can be switched, with its default. */
export const switches = {
  maxConcurrentStreams: amount({
    least: 1,
    default: 1000,
    about: 'Streams that a client may have open at a time once it is known.',
    evidence: 'Seen on APNs: 1000 (pushy#878, 2021), 1500 (pushy#709, 2019), 500 (2016).',
  }),
  streamsBeforeAuthentication: amount({
    least: 1,
    default: 1,
    about: 'Streams for a client that has not yet sent a good provider token.',
    evidence:
      'Apple documents 1. @parse/node-apn 8.1 opens its first streams before it has seen that and loses them: 99 of a burst of 500 failed with REFUSED_STREAM.',
  }),
  streamsAfterRejection: amount({
    least: 1,
    default: 1,
    about: 'Streams for a client after a push of its was refused, until the next one is accepted.',
    evidence:
      'Seen on APNs (openradar 27870881, pushy#476, pushy#732); Apple documents that errors slow a client down.',
  }),
  wrongCertificateEnvironment: choice({
    values: ['goaway', 'answer'],
    default: 'goaway',
    about: 'How a certificate of the other environment is refused: by a GOAWAY right after the handshake, or with 403.',
    evidence:
      'Apple documents the 403; APNs was seen to send the GOAWAY, with last stream 0 (pushy#279, sideshow/apns2#93).',
  }),
  idleConnectionMs: amount({
    least: 0,
    default: 0,
    about: 'A connection without a request for so long is told to go away, with IdleTimeout; 0 for never.',
    evidence: 'Apple documents the reason and no period; connections were seen to live for days. Unverified.',
  }),
} as const satisfies Record<string, Choice<string> | Amount>

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
    : typeof value === 'number' && Number.isFinite(value) && value >= spec.least
}

function range(spec: Choice<string> | Amount): string {
  return 'values' in spec ? spec.values.join(' or ') : `a number of at least ${spec.least}`
}

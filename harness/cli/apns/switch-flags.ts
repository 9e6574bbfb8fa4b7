import { switches, type SwitchName, type Switches } from '../../../mocks/apns/index.ts'
import { bold, dim, wrapped, type Page } from '../../../reports/look.ts'
import { near } from '../near.ts'
import { UsageError } from '../usage-error.ts'

const INDENT = '    '

/**
 * What `--switch name=value` sets. What a switch may be set to is the gateway's to judge.
 *
 * @throws {UsageError} When there is no such switch.
 */
export function switchesOf(flags: readonly string[]): Partial<Switches> {
  const set: Record<string, string | number> = {}
  for (const flag of flags) {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(flag) ?? []
    if (value === '') throw new UsageError(`expected --switch name=value, got ${flag}`)
    if (!isSwitch(name)) {
      const close = near(name, Object.keys(switches), 3).join(', ')
      throw new UsageError(`there is no switch ${name}; near it are ${close}. --switches lists all`)
    }
    const amount = 'least' in switches[name] ? Number(value) : Number.NaN
    set[name] = Number.isNaN(amount) ? value : amount
  }
  return set
}

/** Every switch, what it may be set to, and why its default is what it is. */
export function switchListing(page: Page): string {
  return Object.entries(switches)
    .map(([name, spec]) => {
      const range = 'values' in spec ? spec.values.join(' | ') : `a number from ${spec.least}`
      return [
        `${bold(name, page)}=${spec.default}`,
        wrapped(spec.about, page.width, INDENT),
        wrapped(range, page.width, INDENT),
        dim(wrapped(spec.evidence, page.width, INDENT), page),
      ].join('\n')
    })
    .join('\n\n')
}

function isSwitch(name: string): name is SwitchName {
  return Object.hasOwn(switches, name)
}

import { GridError } from './grid-error.ts'
import { closeGridPhone, openGridPhone, type GridPhone } from './grid-phone.ts'
import { freePhones } from './grid-status.ts'
import { withoutKey } from './web-driver-request.ts'

export interface GridPhonesOptions {
  readonly url: string
  /** iOS release. */
  readonly release: string
  /** How many are wanted; all that are free unless given. */
  readonly count?: number
  /** How many can be used. */
  readonly atMost: number
  /** How long the Grid may take to open a session. */
  readonly sessionTimeoutMs?: number
}

/** Phones that a Grid has given, until they are given back. */
export class GridPhones implements AsyncDisposable {
  readonly url: string
  /** At least one. */
  readonly phones: readonly [GridPhone, ...GridPhone[]]

  private constructor(url: string, phones: readonly [GridPhone, ...GridPhone[]]) {
    this.url = url
    this.phones = phones
  }

  /** @throws GridError when there are not as many as are wanted; those that were given are given back. */
  static async open({ url, release, count, atMost, sessionTimeoutMs }: GridPhonesOptions): Promise<GridPhones> {
    const free = await freePhones(url, release)
    if (count !== undefined && count > free)
      throw new GridError(
        'GRID_FULL',
        `expected ${count} phones with iOS ${release} at ${withoutKey(url)}, and ${free} can be had; ask for fewer with --workers, or add nodes`,
      )
    const asked = Array.from({ length: count ?? Math.min(free, atMost) }, () =>
      openGridPhone(url, release, sessionTimeoutMs),
    )
    const settled = await Promise.allSettled(asked)
    const [first, ...others] = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    if (first && others.length + 1 === settled.length) return new GridPhones(url, [first, ...others])
    await Promise.all([first, ...others].map((phone) => phone && closeGridPhone(url, phone)))
    const failed = settled.find((each) => each.status === 'rejected')
    throw failed?.reason ?? new RangeError('expected to be asked for at least one phone')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.phones.map((phone) => closeGridPhone(this.url, phone)))
  }
}

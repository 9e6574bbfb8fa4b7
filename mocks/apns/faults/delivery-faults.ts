import type { Clock, Timer } from '../../clock/clock.ts'
import type { FaultKind, FaultOf } from './fault.ts'
import type { FaultPlan, FaultSubject, Strike } from './fault-plan.ts'

const onTheWay = new Set(['late', 'lost', 'duplicated', 'reordered'] as const satisfies FaultKind[])

/** How a delivery goes on, once the faults on its way are through with it. */
export interface Onward {
  /** Brings the push to its device. Unless `checkExpiration`, in spite of its expiration. */
  deliver(options: { readonly fault?: string; readonly checkExpiration: boolean }): void
  lose(fault: string): void
}

interface Overtaken {
  left: number
  readonly timer: Timer
  readonly go: () => void
}

/** What happens to pushes between the gateway and their devices. */
export class DeliveryFaults {
  readonly #plan: FaultPlan
  readonly #clock: Clock
  /** Pushes that wait to be overtaken, by device token. */
  readonly #overtaken = new Map<string, Overtaken[]>()

  constructor(plan: FaultPlan, clock: Clock) {
    this.#plan = plan
    this.#clock = clock
  }

  /** Lets a push go its way, or what the plan has made of it. @param clock The device's, where it has its own. */
  send(subject: FaultSubject & { readonly token: string }, clock: Clock | undefined, onward: Onward): void {
    if (this.#plan.isEmpty && this.#overtaken.size === 0) return onward.deliver({ checkExpiration: false })
    const [strike] = this.#plan.strike(onTheWay, subject)
    // Those that wait already, which this one may be the last to overtake.
    const earlier = this.#overtaken.get(subject.token) ?? []
    this.#go(strike, subject.token, clock ?? this.#clock, onward)
    for (const held of earlier) if (--held.left === 0) held.go()
  }

  #go(
    strike: Strike<'late' | 'lost' | 'duplicated' | 'reordered'> | undefined,
    token: string,
    clock: Clock,
    onward: Onward,
  ): void {
    if (!strike) return onward.deliver({ checkExpiration: false })
    const { fault, explanation } = strike
    switch (fault.fault) {
      case 'lost':
        return onward.lose(explanation)
      case 'late': {
        const deliver = () => onward.deliver({ fault: explanation, checkExpiration: !fault.inSpiteOfExpiration })
        clock.setTimeout(deliver, this.#plan.delay(fault))
        return
      }
      case 'duplicated':
        onward.deliver({ fault: explanation, checkExpiration: false })
        for (let copy = 1; copy < fault.copies; copy++) {
          const again = () => onward.deliver({ fault: explanation, checkExpiration: false })
          if (fault.gapMs === 0) again()
          else clock.setTimeout(again, fault.gapMs * copy)
        }
        return
      case 'reordered':
        this.#hold(fault, token, clock, () => onward.deliver({ fault: explanation, checkExpiration: false }))
    }
  }

  #hold({ by, atMostMs }: FaultOf<'reordered'>, token: string, clock: Clock, deliver: () => void): void {
    const go = () => {
      held.timer.cancel()
      const others = this.#overtaken.get(token)?.filter((each) => each !== held) ?? []
      if (others.length > 0) this.#overtaken.set(token, others)
      else this.#overtaken.delete(token)
      deliver()
    }
    const held: Overtaken = { left: by, timer: clock.setTimeout(go, atMostMs), go }
    this.#overtaken.set(token, [...(this.#overtaken.get(token) ?? []), held])
  }
}

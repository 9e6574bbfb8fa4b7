import type { TestClient } from '../../testing/client.ts'
import type { Battlefield } from '../battlefield.ts'
import type { Dice } from '../dice.ts'
import type { Outcome } from '../outcome.ts'

/** What an attack has at hand. */
export interface AttackContext {
  readonly battlefield: Battlefield
  readonly dice: Dice
  /** A connection that other attacks use as well, one after the other. */
  readonly connection: () => TestClient
  /** The outcome, or one that is wrong when it takes too long. */
  readonly within: (outcome: Promise<Outcome>) => Promise<Outcome>
}

/** One hostile request. */
export type Attack = (context: AttackContext) => Promise<Outcome>

import type { Environment } from '../environment.ts'
import type { Reason } from '../reasons.ts'
import type { Switches } from '../switches.ts'
import type { AccountTopics } from './account-topics.ts'
import type { ProviderToken, VerificationKey } from './provider-token.ts'
import type { TokenHistory, TokenUpdates } from './token-updates.ts'
import type { TokenVerifier } from './token-verifier.ts'

/** What the provider tokens of a connection are judged by. */
interface TokenPolicy {
  readonly tokens: TokenVerifier
  readonly tokenUpdates: TokenUpdates
  readonly topics: AccountTopics | undefined
  readonly switches: Switches
}

/** What the first good provider token of a connection binds the connection to. */
interface Binding {
  readonly key: VerificationKey
  /** How many topics the account had. */
  readonly topics: number
}

/**
 * What is known of the provider on one connection: Apple binds it to the team of its first push, to that team's topics
 * at the time, and to keys that belong together.
 *
 * @see https://developer.apple.com/documentation/usernotifications/establishing-a-token-based-connection-to-apns
 */
export class ProviderSession {
  readonly #client: string
  #bearer: string | undefined
  #token: ProviderToken | undefined
  #binding: Binding | undefined
  #histories = new Map<string, TokenHistory>()

  /** @param client The address that the connection comes from. */
  constructor(client: string) {
    this.#client = client
  }

  /** Absent until the first good provider token. */
  get binding(): Binding | undefined {
    return this.#binding
  }

  /** What the token says. The one of the request before costs no more than a comparison. */
  read(bearer: string, tokens: TokenVerifier): ProviderToken {
    if (bearer === this.#bearer && this.#token) return this.#token
    this.#bearer = bearer
    this.#token = tokens.read(bearer)
    return this.#token
  }

  /** @returns Why a request with this token is refused on this connection; `undefined` for a good one, which binds it. */
  refuse(bearer: string, environment: Environment, now: Date, policy: TokenPolicy): Reason | undefined {
    const token = this.read(bearer, policy.tokens)
    const reason = policy.tokens.refuse(token, now)
    const { key } = token
    if (reason || !key) return reason
    const refusedKey = this.#refuseKey(key, environment, policy.switches)
    if (refusedKey) return refusedKey
    if (!this.#historyOf(key, policy).admit(token.digest, now)) return 'TooManyProviderTokenUpdates'
    this.#binding ??= { key, topics: policy.topics?.size ?? 0 }
    return undefined
  }

  #refuseKey(key: VerificationKey, environment: Environment, switches: Switches): Reason | undefined {
    const { environment: scope = 'both' } = key
    if (scope !== 'both' && scope !== environment) return switches.keyOfOtherEnvironment
    const first = this.#binding?.key
    if (!first || first === key) return undefined
    if (first.teamId !== key.teamId) return switches.tokenOfOtherTeam
    return areRelated(first, key) ? undefined : 'UnrelatedKeyIdInToken'
  }

  /** Only where the rule goes by keys do those of one connection have histories of their own. */
  #historyOf({ keyId }: VerificationKey, { tokenUpdates, switches }: TokenPolicy): TokenHistory {
    const name = switches.tokenUpdateScope === 'keyId' ? keyId : ''
    const known = this.#histories.get(name)
    if (known) return known
    const history = tokenUpdates.start({ client: this.#client, keyId })
    this.#histories.set(name, history)
    return history
  }
}

/** The keys that a team has for all its topics belong together; of the topic-specific ones, those that say so. */
function areRelated(one: VerificationKey, other: VerificationKey): boolean {
  if (!one.topics && !other.topics) return true
  if (!one.topics || !other.topics) return false
  return one.relatedKeyId === other.keyId || other.relatedKeyId === one.keyId
}

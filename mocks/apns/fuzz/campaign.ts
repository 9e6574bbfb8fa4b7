import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { TestClient } from '../testing/client.ts'
import { attackByCertificate } from './attacks/certificate.ts'
import { attackByControl } from './attacks/control.ts'
import { attackByFrames } from './attacks/frames.ts'
import { attackByHandshake } from './attacks/handshake.ts'
import { attackByRequest } from './attacks/request.ts'
import type { Attack } from './attacks/attack.ts'
import { expectService, openBattlefield, type Battlefield } from './battlefield.ts'
import { Dice } from './dice.ts'
import type { Outcome } from './outcome.ts'

/** Attacks that are under way at a time. */
const ATTACKERS = 16

/** No attack may wait longer than this for what becomes of it, in milliseconds. */
const LIMIT_MS = 10_000

/** Requests after which an attacker takes a new connection. */
const REQUESTS_PER_CONNECTION = 100

/** Attacks after which a good push has to be accepted. */
const BETWEEN_CHECKS = 2500

/** Attacks after which everything has been used once that is made on first use. */
const WARM_UP_SHARE = 0.1

/** What the gateway may remember of all attacks: captures and provider tokens, as many as it keeps at most. */
const HEAP_GROWTH_MB = 32

/** Of a hundred attacks, how many are of which kind. */
const kinds: readonly { readonly attack: Attack; readonly share: number }[] = [
  { attack: attackByRequest, share: 80 },
  { attack: attackByFrames, share: 12 },
  { attack: attackByControl, share: 4 },
  { attack: attackByCertificate, share: 3 },
  { attack: attackByHandshake, share: 1 },
]

export interface CampaignOptions {
  readonly requests: number
  readonly seed: number
  readonly progress?: (done: number) => void
}

/** What came of a campaign. */
export interface Summary {
  readonly requests: number
  /** How many were answered with each status. */
  readonly answered: Readonly<Record<number, number>>
  readonly refused: number
  readonly ignored: number
  /** What went wrong, each with the number of the attack; empty for a gateway that holds. */
  readonly failures: readonly string[]
  readonly seconds: number
  /** After a full garbage collection, when the first tenth of the attacks was over. */
  readonly heapBeforeMB: number
  readonly heapAfterMB: number
  /** Sockets, servers and timers that were left when all was closed. */
  readonly left: readonly string[]
}

/** Attacks a gateway; the same requests for the same seed, in about the same order. */
export async function campaign({ requests, seed, progress = () => {} }: CampaignOptions): Promise<Summary> {
  const before = resources()
  const startedAt = performance.now()
  const tally = new Tally()
  let heapBeforeMB = 0
  let heapAfterMB = 0
  {
    await using battlefield = await openBattlefield()
    for (let done = 0; done < requests;) {
      const next = Math.min(requests, done + BETWEEN_CHECKS)
      await attackTogether({ battlefield, seed, from: done, to: next, tally })
      done = next
      await expectService(battlefield.gateway).catch((error: unknown) => tally.fail(done, String(error)))
      progress(done)
      if (heapBeforeMB === 0 && done >= requests * WARM_UP_SHARE) heapBeforeMB = heapMB()
    }
    heapAfterMB = heapMB()
  }
  const left = await leftSince(before)
  if (heapAfterMB - heapBeforeMB > HEAP_GROWTH_MB)
    tally.fail(
      requests,
      `expected the heap to grow by ${HEAP_GROWTH_MB} MB at most, it went from ${heapBeforeMB} to ${heapAfterMB}`,
    )
  if (left.length > 0) tally.fail(requests, `expected nothing to be left, there is ${left.join(', ')}`)
  const seconds = (performance.now() - startedAt) / 1000
  return { requests, ...tally.counts, seconds, heapBeforeMB, heapAfterMB, left }
}

class Tally {
  readonly counts = { answered: {} as Record<number, number>, refused: 0, ignored: 0, failures: [] as string[] }

  add(number: number, outcome: Outcome): void {
    const { counts } = this
    if (outcome.kind === 'wrong') this.fail(number, outcome.what)
    else if (outcome.kind === 'answered') counts.answered[outcome.status] = (counts.answered[outcome.status] ?? 0) + 1
    else counts[outcome.kind]++
  }

  fail(number: number, what: string): void {
    this.counts.failures.push(`attack ${number}: ${what}`)
  }
}

interface Wave {
  readonly battlefield: Battlefield
  readonly seed: number
  readonly from: number
  readonly to: number
  readonly tally: Tally
}

async function attackTogether({ battlefield, seed, from, to, tally }: Wave): Promise<void> {
  let next = from
  const attacker = async () => {
    let client: TestClient | undefined
    let uses = 0
    const connection = (): TestClient => {
      if (client && uses++ < REQUESTS_PER_CONNECTION && !client.session.closed && !client.session.destroyed)
        return client
      client?.session.destroy()
      uses = 0
      client = TestClient.connect(battlefield.gateway)
      return client
    }
    while (next < to) {
      const number = next++
      const dice = new Dice(seed * 1_000_003 + number)
      tally.add(number, await chosen(dice)({ battlefield, dice, connection, within }))
    }
    await client?.[Symbol.asyncDispose]()
  }
  await Promise.all(Array.from({ length: ATTACKERS }, attacker))
}

function chosen(dice: Dice): Attack {
  let left = dice.below(100)
  return kinds.find(({ share }) => (left -= share) < 0)?.attack ?? attackByRequest
}

async function within(outcome: Promise<Outcome>): Promise<Outcome> {
  const cancel = new AbortController()
  const late = sleep(LIMIT_MS, undefined, { signal: cancel.signal }).then(
    (): Outcome => ({ kind: 'wrong', what: `nothing came within ${LIMIT_MS} ms` }),
    (): Outcome => ({ kind: 'ignored' }),
  )
  const first = await Promise.race([outcome, late])
  cancel.abort()
  return first
}

function heapMB(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return Math.round(process.memoryUsage().heapUsed / 1e5) / 10
}

/** How many of each kind of socket, server and timer there are. */
function resources(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const kind of process.getActiveResourcesInfo())
    if (/TCP|TLS|Timeout/.test(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}

/** What does not go away; a socket that was just closed takes a turn or two. */
async function leftSince(before: ReadonlyMap<string, number>): Promise<string[]> {
  for (let patience = 50; ; patience--) {
    const left = [...resources()].filter(([kind, count]) => count > (before.get(kind) ?? 0))
    if (left.length === 0 || patience === 0)
      return left.map(([kind, count]) => `${count - (before.get(kind) ?? 0)} ${kind}`)
    await sleep(100)
  }
}

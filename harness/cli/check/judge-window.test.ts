import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Happening } from '../../trace/events.ts'
import type { TraceEvent } from '../../trace/trace-event.ts'
import { Trace } from '../../trace/trace.ts'
import { windowsOf, type WindowSizes } from '../../trace/windows.ts'
import { catalogue } from '../../rules/catalogue.ts'
import { judge, type Judgement } from '../../rules/judge.ts'
import * as happenings from '../../rules/testing/happenings.ts'
import { circumstances, traceOf, type Entry } from '../../rules/testing/trace-of.ts'
import { judgeWindow, looksFar } from './judge-window.ts'

const { CALL, PUSH } = happenings

/** Each quiet moment without a process is a cut. */
const smallest: WindowSizes = { whole: 0, least: 1, leastRunning: 100_000, most: 100_000 }

/** Something that may happen in a call, and what is left out of it, or comes late, in some. */
const life: readonly Happening[] = [
  happenings.launch(),
  happenings.provider(),
  happenings.registry,
  { name: 'pk.token', bundleId: 'com.example.app', token: 'ab…#000001' },
  { name: 'server.register', device: 'phone', token: 'ab…#000001' },
  happenings.sent(),
  happenings.received(),
  happenings.answered(),
  happenings.deliver(),
  happenings.enter(),
  happenings.report(),
  happenings.accepted(),
  happenings.changed(),
  happenings.returned(),
  happenings.completed(),
  { name: 'server.query', uuid: CALL, state: 'ringing' },
  happenings.perform('CXAnswerCallAction'),
  { name: 'av.setCategory', category: 'playAndRecord', mode: 'voiceChat', options: [] },
  { name: 'server.accept', uuid: CALL },
  { name: 'media.offer', uuid: CALL },
  { name: 'media.ready', uuid: CALL },
  happenings.fulfill('CXAnswerCallAction'),
  happenings.changed({ hasConnected: true }),
  { name: 'didActivate' },
  { name: 'audio.io.start' },
  { name: 'server.event', uuid: CALL, event: 'ended', reason: 'remoteEnded' },
  happenings.cancel(),
  happenings.perform('CXEndCallAction'),
  { name: 'server.hangup', uuid: CALL },
  happenings.ended(),
  happenings.fulfill('CXEndCallAction'),
  { name: 'audio.io.stop' },
  happenings.over('user'),
  { name: 'didDeactivate' },
  { name: 'sys.lock' },
  { name: 'sys.unlock' },
  { name: 'app.state', bundleId: 'com.example.app', state: 'suspended' },
  happenings.kill(),
  happenings.terminate(),
]

/** Without these it would be another process, or another kind of app. */
const constant: ReadonlySet<string> = new Set([
  'app.launch',
  'sys.deliver',
  'pk.return',
  'didActivate',
  'audio.io.start',
  'audio.io.stop',
  'app.terminate',
])

/** A call with some of it left out, at a pace of its own; ids are its own too. */
const episode = fc.record({
  absent: fc.uniqueArray(fc.nat(life.length - 1), { maxLength: 6 }),
  steps: fc.array(fc.constantFrom(0.1, 5, 300, 1500, 8000), { minLength: life.length, maxLength: life.length }),
  pause: fc.constantFrom(100, 5000, 70_000, 700_000),
  prompt: fc.boolean(),
  dies: fc.boolean(),
})
type Episode = typeof episode extends fc.Arbitrary<infer Value> ? Value : never

function entriesOf(episodes: readonly Episode[]): Entry[] {
  let at = 0
  let isRunning = false
  return episodes.flatMap(({ absent, steps, pause, prompt, dies }, index) => {
    at += pause
    return life.flatMap((happening, place): Entry[] => {
      const { name } = happening
      if (absent.includes(place) && !constant.has(name)) return []
      if (name === 'app.launch' && isRunning) return []
      if ((name === 'app.terminate' || name === 'sys.kill') && !dies) return []
      isRunning = name !== 'app.terminate'
      at += prompt ? 1 : (steps[place] ?? 0)
      return [[at, withOwnIds(happening, index)]]
    })
  })
}

function withOwnIds(happening: Happening, index: number): Happening {
  const own = index.toString(16).padStart(8, '0').toUpperCase()
  const ids: readonly [string, string][] = [
    [CALL, CALL.replace(/^.{8}/, own)],
    [PUSH, PUSH.replace(/^.{8}/, own)],
    ['"action":"', `"action":"${own} `],
    ['"transaction":"', `"transaction":"${own} `],
  ]
  const text = ids.reduce((all, [id, ownId]) => all.replaceAll(id, ownId), JSON.stringify(happening))
  return JSON.parse(text) as Happening
}

async function* batchesOf(events: readonly TraceEvent[], size: number): AsyncGenerator<readonly TraceEvent[]> {
  for (let start = 0; start < events.length; start += size) yield events.slice(start, start + size)
}

/** What a rule says, however it was come by. */
function findingsOf(judgements: readonly Judgement[]): ReadonlyMap<string, string[]> {
  const all = Map.groupBy(judgements, ({ rule }) => rule.id)
  return new Map(
    [...all].map(([id, each]) => [
      id,
      each.flatMap(({ findings }) => findings.map((one) => JSON.stringify(one))).sort(),
    ]),
  )
}

test('judging in windows finds what judging the whole finds', async () => {
  const rules = catalogue.filter(({ id }) => !looksFar(id))
  let windows = 0
  await fc.assert(
    fc.asyncProperty(fc.array(episode, { maxLength: 8 }), fc.integer({ min: 1, max: 50 }), async (episodes, size) => {
      const { events } = traceOf(...entriesOf(episodes))
      const parts = await Array.fromAsync(windowsOf(batchesOf(events, size), smallest))
      windows += parts.length
      const inParts = parts.flatMap((part) => judgeWindow(part, circumstances, rules))
      expect(findingsOf(inParts)).toEqual(findingsOf(judge(new Trace(events), circumstances, rules)))
    }),
    { numRuns: 500 },
  )
  expect(windows).toBeGreaterThan(300)
})

test('a trace that is not too large is judged as a whole, by every rule', async () => {
  const { events } = traceOf(...entriesOf(fc.sample(episode, 8)))
  const [whole, ...more] = await Array.fromAsync(windowsOf(batchesOf(events, 10)))
  expect(more).toEqual([])
  expect(whole && judgeWindow(whole, circumstances, catalogue)).toEqual(
    judge(new Trace(events), circumstances, catalogue),
  )
})

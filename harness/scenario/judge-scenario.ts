import type { Subject } from '../config/load-subject.ts'
import { judge, type Judgement } from '../rules/judge.ts'
import { vocabularies, type EventName } from '../trace/events.ts'
import type { TraceEvent } from '../trace/trace-event.ts'
import { Trace } from '../trace/trace.ts'
import { theCatalogue, type JudgedBy } from './judged-by.ts'

/** What can be seen of an app that talks to a server of its own. */
export const withoutBackend: ReadonlySet<EventName> = new Set(
  vocabularies.filter(({ actor }) => actor !== 'backend').flatMap(({ shapes }) => Object.keys(shapes) as EventName[]),
)

interface PlayedOn {
  readonly subject: Subject
  /** iOS release. */
  readonly release: string
  /** Whether the app has talked to the stage's backend. */
  readonly usesBackend: boolean
  /** The whole catalogue unless given. */
  readonly judgedBy?: JudgedBy
}

/** Lets the rules judge what happened in a scenario. */
export function judgeScenario(events: readonly TraceEvent[], playedOn: PlayedOn): Judgement[] {
  const { subject, release, usesBackend, judgedBy: { rules, limitsOf } = theCatalogue } = playedOn
  const { answerPolicy, muteURL } = subject.config
  const circumstances = { release, limits: limitsOf(release), answerPolicy, showsMute: muteURL !== undefined }
  return judge(new Trace(events), circumstances, rules, usesBackend ? undefined : withoutBackend)
}

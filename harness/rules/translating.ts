import type { EventNamed, TraceEvent } from '../trace/trace-event.ts'
import { compare } from '../trace/margin.ts'
import type { Trace } from '../trace/trace.ts'
import { silentFrom } from './audible.ts'
import { finding, short } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { actionsOf, actionsOfType, fulfilment } from './views/actions.ts'
import { isTalking } from './views/calls.ts'
import { callAt } from './views/lives.ts'
import { isSessionTaken } from './views/session.ts'

const TRANSLATE = 'CXSetTranslatingCallAction'

/** TRANS-001 */
export const handleTranslation: Check = (trace) =>
  actionsOfType(actionsOf(trace), [TRANSLATE]).flatMap(
    ({ perform, completions: [completion], timeout, overslept }): Finding[] => {
      if (overslept) return []
      const name = `the ${perform.translating ? 'translation' : 'end of the translation'} of call ${short(perform.uuid)}`
      if (!completion) {
        if (!timeout) return []
        const message = `${name} was neither fulfilled nor failed within ${perform.timeoutMs} ms; fulfil it with an engine, or fail it`
        return [finding('fail', message, [perform, timeout], { limitMs: perform.timeoutMs })]
      }
      const isVague = completion.name === 'fulfill' && perform.translating && !completion.translationEngine
      if (isVague)
        return [finding('fail', `${name} was fulfilled without an engine; call fulfill(using:)`, [perform, completion])]
      return [
        finding('pass', `${name} was ${completion.name === 'fail' ? 'failed' : 'fulfilled'}`, [perform, completion]),
      ]
    },
  )

/** AUDIO-008 */
export const keepSendingTranslated: Check = (trace, { limits }) =>
  translationsOf(trace).flatMap(({ begin, end }): Finding[] => {
    const call = callAt(trace, begin.uuid, begin)
    if (!call) return []
    const name = `call ${short(begin.uuid)}, which is translated,`
    const advice = 'keep the sound going upstream, and mute by CXSetMutedCallAction'
    const stops = trace
      .after(begin, 'audio.io.stop', end)
      .filter((stop) => isTalking(call, stop) && !isSessionTaken(trace, stop))
    const silences = stops.flatMap((stop) => silentFrom(trace, call, stop, limits.mute.value, { name, advice }))
    const mute = actionsOfType(actionsOf(trace), ['CXSetMutedCallAction'])
      .filter(fulfilment)
      .find(
        ({ perform }) =>
          perform.uuid === begin.uuid && compare(begin, perform) < 0 && (!end || compare(perform, end) < 0),
      )
    if (silences.length > 0 || !mute || stops.length > 0) return silences
    return [finding('pass', `${name} was muted by action, and its sound went on`, [begin, mute.perform])]
  })

/** From where a call is translated, and until when. */
function translationsOf(trace: Trace): { begin: EventNamed<'perform'>; end?: TraceEvent }[] {
  const changes = actionsOfType(actionsOf(trace), [TRANSLATE])
    .filter(fulfilment)
    .map(({ perform }) => perform)
  return changes
    .filter(({ translating }) => translating)
    .map((begin) => {
      const next = changes.find((each) => each.uuid === begin.uuid && compare(begin, each) < 0)
      const end = next ?? callAt(trace, begin.uuid, begin)?.ended
      return { begin, ...(end && { end }) }
    })
}

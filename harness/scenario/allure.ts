import { join } from 'node:path'
import * as allure from 'allure-js-commons'
import { ContentType, Status } from 'allure-js-commons'
import { ruleOf } from '../rules/catalogue.ts'
import { sources, type Source } from '../rules/sources.ts'
import type { Played } from './play.ts'
import type { Scenario } from './scenario.ts'

/** Tells Allure what a scenario is about, before it is played. */
export async function describeInAllure({ id, suite, rules }: Scenario, release: string): Promise<void> {
  await allure.feature(suite)
  // The same scenario on another release is a case of its own.
  await allure.parameter('iOS', release)
  await allure.label('scenario', id)
  for (const rule of rules) await allure.label('rule', rule)
  const levels = new Set(rules.flatMap((rule) => ruleOf(rule)?.level ?? []))
  await allure.label('level', levels.has('MUST') ? 'MUST' : 'SHOULD')
  for (const key of new Set(rules.flatMap((rule) => ruleOf(rule)?.sources ?? []))) {
    const source: Source | undefined = Reflect.get(sources, key)
    if (source?.location.startsWith('https:')) await allure.link(source.location, source.title, 'source')
  }
}

const statuses = {
  pass: Status.PASSED,
  fail: Status.FAILED,
  deviates: Status.FAILED,
  inconclusive: Status.SKIPPED,
} as const

/** Tells Allure what was done, what each rule says of it, and attaches the trace and the picture that are in a folder. */
export async function reportToAllure({ result, judgements, events }: Played, folder: string): Promise<void> {
  await allure.label('verdict', result.verdict)
  for (const event of events) if (event.name === 'scenario.step') await allure.logStep(event.title)
  for (const { rule, verdict, findings } of judgements) {
    if (verdict === undefined) continue
    const telling = findings.find(({ outcome }) => outcome === verdict)
    await allure.logStep(`${verdict} ${rule.id} ${rule.title}: ${telling?.message ?? ''}`, statuses[verdict])
  }
  const { message, trace, screenshot } = result
  if (trace !== undefined)
    await allure.attachmentPath('trace', join(folder, trace), {
      contentType: 'application/jsonl',
      fileExtension: 'jsonl',
    })
  if (screenshot !== undefined)
    await allure.attachmentPath('phone', join(folder, screenshot), {
      contentType: ContentType.PNG,
      fileExtension: 'png',
    })
  if (message) await allure.attachment('what broke', message, ContentType.TEXT)
}

import type { Results, ScenarioResult } from './results.ts'

/**
 * Renders a run as JUnit XML: a suite per suite, a case per scenario. A broken MUST is a `failure`, a broken harness or
 * app an `error`; `deviates` and `inconclusive` pass, with what was seen as output.
 */
export function junit({ app, release, scenarios, startedAt, durationMs, errors }: Results): string {
  const suites = Map.groupBy(scenarios, (scenario) => suiteName(scenario, release))
  const rendered = [...suites].map(([name, members]) =>
    element(
      'testsuite',
      { name, ...counts(members), time: seconds(sum(members)), timestamp: startedAt },
      members.map((member) => testcase(member, name)),
    ),
  )
  const broken = errors.map((message) =>
    element('testcase', { name: message.split('\n')[0] ?? '', classname: 'run' }, [detail('error', 'RUN', message)]),
  )
  if (broken.length > 0)
    rendered.push(element('testsuite', { name: 'run', tests: broken.length, errors: broken.length }, broken))
  const total = counts(scenarios)
  const attributes = {
    name: `CallKit conformance: ${app}`,
    ...total,
    tests: total.tests + broken.length,
    errors: total.errors + broken.length,
    time: seconds(durationMs),
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, rendered)}\n`
}

/** A run on several releases has each suite several times. */
function suiteName({ suite, release }: ScenarioResult, releases: string): string {
  return release === undefined || release === releases ? suite : `${suite} (iOS ${release})`
}

function testcase({ title, verdict, durationMs, message = '', rules }: ScenarioResult, classname: string): string {
  const seen = rules.flatMap(({ id, verdict: of, message: what = '', expected }) =>
    of === 'pass' ? [] : [{ of, id, expected, line: `${of} ${id}: ${what}${expected ? ` (${expected.reason})` : ''}` }],
  )
  const content: string[] = []
  if (verdict === 'error') content.push(detail('error', 'ERROR', message))
  if (verdict === 'skipped') content.push(element('skipped', { message }))
  if (verdict === 'fail') {
    const broken = seen.filter(({ of, expected }) => of === 'fail' && !expected)
    const lines = [...(message ? [message] : []), ...broken.map(({ line }) => line)]
    content.push(detail('failure', broken.map(({ id }) => id).join(' '), lines.join('\n')))
  }
  const told = [...(verdict === 'inconclusive' && message ? [message] : []), ...seen.map(({ line }) => line)]
  if (told.length > 0) content.push(element('system-out', {}, [escaped(told.join('\n'))]))
  return element('testcase', { name: title, classname, time: seconds(durationMs) }, content)
}

function detail(tag: 'failure' | 'error', type: string, message: string): string {
  return element(tag, { type, message: message.split('\n')[0] ?? '' }, [escaped(message)])
}

function counts(scenarios: readonly ScenarioResult[]) {
  const of = (verdict: ScenarioResult['verdict']) => scenarios.filter((each) => each.verdict === verdict).length
  return { tests: scenarios.length, failures: of('fail'), errors: of('error'), skipped: of('skipped') }
}

function sum(scenarios: readonly ScenarioResult[]): number {
  return scenarios.reduce((total, { durationMs }) => total + durationMs, 0)
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}

function element(tag: string, attributes: Readonly<Record<string, string | number>>, content: readonly string[] = []) {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
  const open = `<${tag}${written.join('')}`
  return content.length === 0 ? `${open}/>` : `${open}>${content.join('')}</${tag}>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Attribute values are normalised by readers: as references these survive.
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
}

/** Characters outside XML 1.0's Char production cannot be written at all, not even as references. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replaceAll(/[&<>"\n\r\t]/g, (character) => entities[character] ?? character)
}

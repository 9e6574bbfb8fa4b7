import { DOMParser } from '@xmldom/xmldom'
import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { junit } from './junit.ts'
import { sampleEntry, sampleResults, sampleScenario } from './testing/sample-results.ts'

function parsed(xml: string) {
  const onError = (level: string, message: string) => {
    // The replacement character, which stands for what XML cannot hold, is worth a warning to this parser.
    if (level !== 'warning') throw new Error(`${level}: ${message}`)
  }
  const document = new DOMParser({ onError }).parseFromString(xml, 'text/xml')
  const all = (tag: string) => [...document.getElementsByTagName(tag)]
  return { all, the: (tag: string) => all(tag)[0] }
}

test('a passing scenario is a case without anything in it', () => {
  const { all, the } = parsed(junit(sampleResults()))
  expect(the('testsuites')?.getAttribute('tests')).toBe('1')
  expect(the('testsuites')?.getAttribute('time')).toBe('1.234')
  expect(the('testsuite')?.getAttribute('name')).toBe('incoming')
  expect(the('testcase')?.getAttribute('name')).toBe('a push rings')
  expect(the('testcase')?.getAttribute('time')).toBe('0.250')
  expect([...all('failure'), ...all('error'), ...all('skipped'), ...all('system-out')]).toEqual([])
})

test('a failure names the broken rules, and not those whose failure is expected', () => {
  const expected = { reason: 'on the list', link: 'https://example.com/1' }
  const rules = [
    sampleEntry({ verdict: 'fail', message: 'no report' }),
    sampleEntry({ id: 'CALL-END-001', verdict: 'fail', message: 'no end', expected }),
  ]
  const { the } = parsed(junit(sampleResults({ scenarios: [sampleScenario({ verdict: 'fail', rules })] })))
  expect(the('failure')?.getAttribute('type')).toBe('PUSH-REPORT-001')
  expect(the('failure')?.textContent).toBe('fail PUSH-REPORT-001: no report')
  expect(the('system-out')?.textContent).toContain('fail CALL-END-001: no end (on the list)')
  expect(the('testsuites')?.getAttribute('failures')).toBe('1')
})

test('what broke is an error, what does not apply is skipped with its reason', () => {
  const scenarios = [
    sampleScenario({ verdict: 'error', message: 'the app ended\nat start', rules: [] }),
    sampleScenario({ verdict: 'skipped', message: 'no outgoing calls', rules: [] }),
  ]
  const { the } = parsed(junit(sampleResults({ scenarios, errors: ['a suite broke'] })))
  expect(the('error')?.getAttribute('message')).toBe('the app ended')
  expect(the('error')?.textContent).toBe('the app ended\nat start')
  expect(the('skipped')?.getAttribute('message')).toBe('no outgoing calls')
  expect(the('testsuites')?.getAttribute('errors')).toBe('2')
  expect(the('testsuites')?.getAttribute('tests')).toBe('3')
})

test('a deviation passes, and is told in the output', () => {
  const rules = [sampleEntry({ verdict: 'deviates', message: 'late' })]
  const { all, the } = parsed(junit(sampleResults({ scenarios: [sampleScenario({ verdict: 'deviates', rules })] })))
  expect(all('failure')).toEqual([])
  expect(the('system-out')?.textContent).toBe('deviates PUSH-REPORT-001: late')
})

test('whatever an app says, the document is well-formed and says the same', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 40 }), (text) => {
      const scenario = sampleScenario({ title: text, verdict: 'error', message: text })
      const { the } = parsed(junit(sampleResults({ scenarios: [scenario] })))
      const legal = text.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
      expect(the('testcase')?.getAttribute('name')).toBe(legal)
      expect(the('error')?.textContent).toBe(legal)
    }),
  )
})

test('on several releases each suite is there for each', () => {
  const scenarios = ['17.5', '26.4'].map((release) => sampleScenario({ release }))
  const { all } = parsed(junit(sampleResults({ release: '17.5, 26.4', scenarios })))
  const names = ['incoming (iOS 17.5)', 'incoming (iOS 26.4)']
  expect(all('testsuite').map((suite) => suite.getAttribute('name'))).toEqual(names)
  expect(all('testcase').map((testcase) => testcase.getAttribute('classname'))).toEqual(names)
})

test('what could not be decided says why', () => {
  const scenarios = [sampleScenario({ verdict: 'inconclusive', message: 'flaky: of 2 runs 1 pass, 1 inconclusive' })]
  expect(parsed(junit(sampleResults({ scenarios }))).the('system-out')?.textContent).toMatch(/^flaky: /)
})

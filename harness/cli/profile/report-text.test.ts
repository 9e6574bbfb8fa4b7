import { expect, test } from 'vitest'
import { pageOf } from '../../../reports/look.ts'
import { withScreen } from '../../callscreen/record-profile.ts'
import { emptyProfile } from '../../callscreen/recorded-profile.ts'
import { redactSource } from '../../callscreen/redact-source.ts'
import { reportText } from './report-text.ts'

const button = (name: string) => `<B type="XCUIElementTypeButton" name="${name}" label="${name} label"/>`
const screen = (...names: string[]) => `<A type="XCUIElementTypeApplication">${names.map(button).join('')}</A>`

function reportOn(xml: string): string {
  const { source, redacted } = redactSource(xml)
  const owner = { owner: 'com.apple.InCallService', state: 'runningForeground', source }
  const profile = withScreen(emptyProfile(), 'incoming', [owner])
  const report = { out: 'phone.json', screens: ['incoming'], sources: ['phone.incoming.xml'], redacted }
  return reportText(profile, report, pageOf(process.stdout))
}

test('a button is to be named by what was kept of it', () => {
  const text = reportOn(screen('Bob', 'callDetailsButton'))
  expect(text).toMatch(/2 elements have •••/)
  expect(text).toContain('--out phone.json --name decline=callDetailsButton')
})

test('where nothing was kept, the phone has to be looked at again', () => {
  const text = reportOn(screen('Bob'))
  expect(text).toMatch(/1 element has •••/)
  expect(text).toContain('--capabilities phone.json --name decline=Refuser')
  expect(text).not.toContain('Bob')
})

import { expect, test } from 'vitest'
import type { RunOptions } from '../../scenario/run-options.ts'
import { rerunCommand } from './rerun-command.ts'

const options: RunOptions = {
  app: 'fixtures/apps/reference',
  cwd: '/',
  releases: ['18.2'],
  language: 'en',
  target: 'virtual',
  callscreen: 'appium',
  time: 'auto',
  out: '/out',
  scenarios: [],
  rules: [],
  levels: [],
  tellsLeftOut: false,
  repeat: 1,
  replay: [],
  allure: true,
}

test('what is the default is left out', () => {
  expect(rerunCommand({ options, server: { kind: 'own' }, appGiven: false }, { id: 'incoming/a' })).toBe(
    'npx callkit-conformance run --release 18.2 --scenario incoming/a',
  )
})

test('what is not is repeated, in words that a shell takes for one', () => {
  const chosen = { ...options, app: "it's mine", language: 'de', callscreen: 'direct', time: 'real' } as const
  expect(rerunCommand({ options: chosen, server: { kind: 'own' }, appGiven: true }, { id: 'incoming/a' })).toBe(
    String.raw`npx callkit-conformance run --app 'it'\''s mine' --release 18.2 --language de --callscreen direct --time real --scenario incoming/a`,
  )
})

test('a Grid is named, and the key of an account is not', () => {
  const server = { kind: 'grid', url: 'https://me:secret@grid.example/wd/hub' } as const
  expect(rerunCommand({ options, server, appGiven: false }, { id: 'incoming/a' })).toBe(
    'npx callkit-conformance run --release 18.2 --grid https://grid.example:443/wd/hub --scenario incoming/a',
  )
})

test('what did not come to the same each time is played as often again', () => {
  const repeated = { options: { ...options, repeat: 20 }, server: { kind: 'own' }, appGiven: false } as const
  expect(rerunCommand(repeated, { id: 'incoming/a', flaky: true })).toContain(' --repeat 20 ')
  expect(rerunCommand(repeated, { id: 'incoming/a' })).not.toContain('--repeat')
})

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PaperPhone } from '../../mocks/iphone/screen/testing/paper-phone.ts'
import { Screen } from '../../mocks/iphone/screen/screen.ts'
import { WebDriverAgent } from '../../mocks/iphone/wda/index.ts'
import { AppiumCallScreen } from '../callscreen/appium.ts'
import { AppiumServer } from '../callscreen/appium-server.ts'
import { virtualCapabilities } from '../callscreen/capabilities.ts'
import { readRecordedProfile, selectorsOf } from '../callscreen/recorded-profile.ts'
import { callkitConformance } from './testing/command-line.ts'

const running = new AsyncDisposableStack()
let server: AppiumServer

beforeAll(async () => {
  server = running.use(await AppiumServer.start())
}, 60_000)
afterAll(() => running.disposeAsync())

async function serve(phone: PaperPhone) {
  const wda = running.use(
    await WebDriverAgent.start({ screen: new Screen(phone, phone), source: phone, controls: phone }),
  )
  return virtualCapabilities({ udid: phone.udid, release: phone.release.version, webDriverAgentUrl: wda.url })
}

async function temporaryFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'callkit-profile-'))
  running.defer(() => rm(path, { recursive: true }))
  return path
}

/** Runs `profile`, on the server of this test unless told otherwise. */
async function profile(...args: string[]) {
  await using command = await callkitConformance('profile', '--appium', server.url, ...args)
  return await command.ended
}

describe.each(['17.5', '26.0'])('of a phone with iOS %s', { timeout: 60_000 }, (release) => {
  const phone = new PaperPhone({ release, udid: `profiled-${release}` })
  let capabilities: Awaited<ReturnType<typeof serve>>
  let folder: string
  let out: string

  beforeAll(async () => {
    phone.language = 'de'
    capabilities = await serve(phone)
    folder = await temporaryFolder()
    out = join(folder, 'phone.json')
    await writeFile(join(folder, 'capabilities.json'), JSON.stringify(capabilities))
  })

  test('each screen is added to the profile, with its page sources and without anybody’s name', async () => {
    phone.add({ state: 'ringing' })
    const screens = ['incoming', 'in-call'] as const
    for (const screen of screens) {
      if (screen === 'in-call') phone.calls = phone.calls.map((call) => ({ ...call, state: 'active' }))
      const args = ['--capabilities', join(folder, 'capabilities.json'), '--out', out, '--screen', screen]
      const { code, stdout } = await profile(...args)
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: expect.stringContaining(`callScreen: { profile: '${out}' }`),
      })
    }
    const recorded = readRecordedProfile(out)
    expect(recorded.release).toBe(release)
    expect(recorded.controls.mute?.labels).toEqual(['Stumm'])
    expect(Object.keys(recorded.screens)).toEqual(screens)
    const source = await readFile(join(folder, 'phone.in-call.com.apple.InCallService.xml'), 'utf8')
    expect(source).toContain('endCall')
    expect(source + JSON.stringify(recorded)).not.toMatch(/Alice|555/)
  })

  test('it drives a call, without help from the profiles built in', async () => {
    phone.calls = []
    const profiles = [selectorsOf(readRecordedProfile(out), out)]
    await using screen = await AppiumCallScreen.open({ serverUrl: server.url, capabilities, profiles })
    const uuid = phone.add({ state: 'ringing' })
    await screen.answer()
    await screen.mute()
    await screen.end()
    expect(phone.used).toEqual([`answer ${uuid}`, `setMuted ${uuid} true`, `end ${uuid}`])
    // The one that found a control last comes first.
    await expect(screen.end()).rejects.toThrow(/which the profiles phone\.json; /)
  })
})

test('what no profile knows is asked for, and named without a phone', { timeout: 60_000 }, async () => {
  const phone = new PaperPhone({ udid: 'profiled-strange' })
  phone.apps = [{ bundleId: 'com.example.strange', displayName: 'Strange', pid: 1, state: 'foreground' }]
  phone.frontmost = 'com.example.strange'
  const capabilities = JSON.stringify(await serve(phone))
  const folder = await temporaryFolder()
  const out = join(folder, 'strange.json')
  const look = ['--capabilities', capabilities, '--out', out, '--owner', 'com.example.strange']
  const seen = await profile(...look)
  expect(seen).toMatchObject({ code: 0, stdout: expect.stringContaining('No control of a call was recognised') })
  expect(seen.stdout).toMatch(/\d elements have ••• in place of a text .* --keep-texts/s)
  expect(await readFile(join(folder, 'strange.incoming.com.example.strange.xml'), 'utf8')).not.toContain('Strange')
  const kept = await profile(...look, '--keep-texts')
  expect(kept.stdout).not.toContain('•••')
  expect(await readFile(join(folder, 'strange.incoming.com.example.strange.xml'), 'utf8')).toContain('Strange')

  const recorded = {
    ...readRecordedProfile(out),
    screens: { incoming: [{ owner: 'com.apple.springboard', state: 'runningForeground', buttons: [strange] }] },
  }
  await writeFile(out, JSON.stringify(recorded))
  const named = await profile('--out', out, '--name', 'decline=Refuser')
  expect(named).toMatchObject({ code: 0, stdout: expect.stringMatching(/decline +refuse \(“Refuser”\)/) })
  expect(readRecordedProfile(out).controls).toEqual({ decline: { identifiers: ['refuse'], labels: ['Refuser'] } })
})

const strange = {
  identifier: 'refuse',
  label: 'Refuser',
  type: 'Button',
  traits: ['Button'],
  rect: { x: 0, y: 0, width: 60, height: 60 },
}

test('every command in the documentation does what is said of it', { timeout: 60_000 }, async () => {
  const page = await readFile(new URL('../../docs/call-screens.md', import.meta.url), 'utf8')
  const commands = [...page.matchAll(/^npx callkit-conformance profile (.*)$/gm)].map(([, args = '']) => args)
  expect(commands.length).toBeGreaterThan(3)

  const phone = new PaperPhone({ udid: 'profiled-documented' })
  phone.add({ state: 'ringing' })
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'phone.json'), JSON.stringify(await serve(phone)))
  for (const args of commands) {
    const words = [...args.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
    const here = words.map((word) => (word.endsWith('.json') ? join(folder, word) : word))
    const { code, stderr } = await profile(
      ...(here.includes('--out') ? here : [...here, '--out', join(folder, 'call-screen.json')]),
    )
    expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' })
  }
})

test('what is not understood is said', { timeout: 20_000 }, async () => {
  const { code, stderr } = await profile()
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('expected --capabilities, which say') })
})

test('a configured profile that is none ends a run before it begins', { timeout: 30_000 }, async () => {
  const folder = await temporaryFolder()
  const app = fileURLToPath(new URL('../../fixtures/apps/reference/app.ts', import.meta.url))
  const config = { app, callScreen: { profile: './rack.json' } }
  await writeFile(join(folder, 'callkit.config.mjs'), `export default ${JSON.stringify(config)}`)
  await writeFile(join(folder, 'rack.json'), '{"version": 1}')
  await using command = await callkitConformance('run', '--app', folder, '--callscreen', 'direct', '--no-allure')
  const { code, stderr } = await command.ended
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('rack.json is no profile of a call screen'),
  })
})

test('a phone that cannot be reached is said', { timeout: 20_000 }, async () => {
  const { code, stderr } = await profile('--appium', 'http://127.0.0.1:9', '--capabilities', '{}')
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr: expect.stringContaining('expected Appium at http://127.0.0.1:9/'),
  })
})

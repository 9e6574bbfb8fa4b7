import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProfileFlags } from './profile-flags.ts'
import { profilePhone } from './profile-phone.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callkit-profile-'))
  await writeFile(join(folder, 'wrong.json'), '{}')
})
afterAll(() => rm(folder, { recursive: true }))

// Nobody serves Appium there, so whatever is refused has been refused before a phone was asked for.
const flags: ProfileFlags = {
  appium: 'http://127.0.0.1:9',
  capabilities: '{}',
  screen: 'incoming',
  owner: ['com.apple.InCallService'],
  out: 'none.json',
  keepTexts: false,
  json: false,
}

test.each<[Partial<ProfileFlags>, string]>([
  [{ capabilities: 'none.json' }, 'came none.json, and there is no such file'],
  [{ name: ['anwser=x'] }, 'there is no control anwser; near it are answer'],
  [{ name: ['answer'] }, 'expected --name control=button, such as "decline=Refuser"; came "answer"'],
  [{ screen: '../x' }, 'expected --screen to be letters, digits and hyphens, such as in-call; came ../x'],
  [{ owner: [''] }, 'expected --owner to be a bundle identifier, such as com.apple.InCallService; came ""'],
  [{ owner: ['../../evil'] }, 'came "../../evil"'],
  [{ owner: ['a.b', '..'] }, 'came ".."'],
  [{ appium: 'phone' }, 'expected where Appium is served, such as http://127.0.0.1:4723'],
  [
    { out: 'wrong.json' },
    'wrong.json is no profile of a call screen:\n  format: expected "callkit-conformance/call-screen"',
  ],
])('%o is refused', async (wrong, message) => {
  const { out, ...rest } = { ...flags, ...wrong }
  await expect(profilePhone({ ...rest, out: join(folder, out) })).rejects.toThrow(message)
})

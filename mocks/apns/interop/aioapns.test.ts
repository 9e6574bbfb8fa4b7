import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Gateway } from '../gateway.ts'
import { bundleId, deviceToken, key, topic } from '../testing/push.ts'
import { openStand } from '../testing/stand.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'
import { isMissing, run } from './testing/tools.ts'

const skip = isMissing('aioapns')
const program = fileURLToPath(new URL('testing/aioapns_push.py', import.meta.url))

/** @param secret What the client shows who it is with, and the name of the option that takes the file. */
async function push({ endpoint: { port, ca } }: Gateway, secret: { option: string; pem: string; ids?: object }) {
  await using folder = await temporaryFolder()
  const [root, file] = [join(folder.path, 'ca.pem'), join(folder.path, 'secret.pem')]
  await writeFile(root, ca)
  await writeFile(file, secret.pem)
  const credentials = JSON.stringify({ [secret.option]: file, ...secret.ids })
  const output = await run('aioapns', [program, String(port), root, topic, deviceToken, credentials])
  const lines = output.trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as { id: string; status: string; reason: string | null })
}

test.skipIf(skip)('aioapns pushes by provider token, without ALPN and without :authority', async () => {
  await using stand = await openStand()
  const ids = { key_id: key.keyId, team_id: key.teamId }
  const answers = await push(stand.gateway, { option: 'key', pem: key.p8, ids })
  expect(answers.map(({ status }) => status)).toEqual(['200', '200', '200'])
  // It finds the answer to a push by the id that it gave it.
  expect(stand.delivered.map((each) => each.push)).toEqual(answers.map(({ id }) => id))
  expect(stand.events).toContainEqual(expect.objectContaining({ name: 'apns.connect', alpn: false }))
})

test.skipIf(skip)('aioapns pushes with a certificate, and is told why a token is not good', async () => {
  await using stand = await openStand()
  const { cert, key: certKey } = await stand.gateway.ca.issuePushCertificate({ bundleId, environment: 'development' })
  stand.gateway.unregister(deviceToken)
  const answers = await push(stand.gateway, { option: 'client_cert', pem: `${cert}\n${certKey}` })
  expect(answers).toMatchObject(Array.from({ length: 3 }, () => ({ status: '410', reason: 'Unregistered' })))
})

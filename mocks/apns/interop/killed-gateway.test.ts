import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import apn from '@parse/node-apn'
import { expect, test } from 'vitest'
import { readCaptureFile } from '../captures/read-capture.ts'
import { deviceToken, topic } from '../testing/push.ts'
import type { Serving } from './testing/serve-until-killed.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const program = fileURLToPath(new URL('testing/serve-until-killed.ts', import.meta.url))
const CONNECTIONS = 4
const TOGETHER = 50
const ANSWERED = 2000

test('a gateway that is killed under a burst has captured every push that it answered 200', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'capture.jsonl')
  const child = fork(program, [file])
  const [{ port, ca, key }] = (await once(child, 'message')) as [Serving]
  const { p8, keyId, teamId } = key
  const options = { address: 'localhost', port, ca: [ca], token: { key: p8, keyId, teamId }, connectionRetryLimit: 0 }
  const providers = Array.from({ length: CONNECTIONS }, () => new apn.Provider(options))

  const answered: string[] = []
  const pushUntilItFails = async (provider: apn.Provider) => {
    for (;;) {
      const push = randomUUID()
      const call = Object.assign(new apn.Notification(), { topic, pushType: 'voip', id: push, payload: { uuid: push } })
      const { sent } = await provider.send(call, deviceToken)
      if (sent.length === 0) return
      if (answered.push(push) === ANSWERED) child.kill('SIGKILL')
    }
  }
  await Promise.all(providers.flatMap((each) => Array.from({ length: TOGETHER }, () => pushUntilItFails(each))))
  await Promise.all(providers.map((each) => each.shutdown()))

  await using capture = await readCaptureFile(file)
  const captured = new Set<string>()
  for await (const { push, status } of capture.pushes) if (status === 200) captured.add(push)
  expect(answered.length).toBeGreaterThanOrEqual(ANSWERED)
  expect(answered.filter((push) => !captured.has(push))).toEqual([])
})

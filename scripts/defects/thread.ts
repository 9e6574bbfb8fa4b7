// Plays the subjects that it is told the names of, and tells what they have shown.
import { parentPort } from 'node:worker_threads'
import { DefectStand } from '../../fixtures/apps/defects/testing/defect-stand.ts'
import type { Order } from './prove.ts'
import { subjects } from './subjects.ts'

let stand: Promise<DefectStand> | undefined

async function carryOut(order: Order): Promise<void> {
  const subject = subjects.find(({ name }) => name === order)
  if (subject) return parentPort?.postMessage(await subject.prove(() => (stand ??= DefectStand.open())))
  parentPort?.close()
  await (await stand)?.[Symbol.asyncDispose]()
}

parentPort?.on('message', (order: Order) => void carryOut(order))

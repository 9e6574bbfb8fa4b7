import { readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers'
import { expect, test } from 'vitest'
import { inNextTurn, nextTurn } from './next-turn.ts'

test('a turn comes when every promise and tick is done, and what they lead to', async () => {
  const order: string[] = []
  const chain = async () => {
    for (let link = 0; link < 100; link++) {
      await Promise.resolve()
      await new Promise<void>((resolve) => process.nextTick(resolve))
    }
    order.push('chain')
  }
  const done = nextTurn().then(() => order.push('turn'))
  void chain()
  await done
  expect(order).toEqual(['chain', 'turn'])
})

test('turns come in the order in which they were asked for, with all that follows from one before the next', async () => {
  const order: string[] = []
  await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      await nextTurn()
      order.push(`turn ${index}`)
      await Promise.resolve()
      order.push(`after ${index}`)
    }),
  )
  expect(order).toEqual(Array.from({ length: 30 }, (_, index) => [`turn ${index}`, `after ${index}`]).flat())
})

test('a turn that is asked for within one is another one', async () => {
  const order: string[] = []
  await new Promise<void>((resolve) =>
    inNextTurn(() => {
      inNextTurn(() => {
        order.push('inner')
        resolve()
      })
      queueMicrotask(() => order.push('microtask'))
      order.push('outer')
    }),
  )
  expect(order).toEqual(['outer', 'microtask', 'inner'])
})

test('whoever asks for turn after turn keeps neither files nor immediates waiting', async () => {
  let turns = 0
  let isOver = false
  const askOn = () => {
    turns++
    if (!isOver) inNextTurn(askOn)
  }
  inNextTurn(askOn)
  const text = await readFile(new URL(import.meta.url), 'utf8')
  await new Promise<void>((resolve) => setImmediate(() => resolve()))
  isOver = true
  expect(text).toContain('keeps neither files nor immediates waiting')
  expect(turns).toBeGreaterThan(0)
})

import { expect, test } from 'vitest'
import { RuntimeStand } from '../testing/runtime-stand.ts'
import { DispatchQueue, Timer } from './index.ts'

test('a timer fires once or again and again, until it is invalidated, even from its own block', async () => {
  const stand = new RuntimeStand()
  const fired: [string, number][] = []
  const timers: Timer[] = []
  await stand.launch(() => {
    const note = (name: string) => () => fired.push([name, stand.clock.now()])
    timers.push(Timer.scheduledTimer(1, false, note('once')))
    timers.push(Timer.scheduledTimer(0.4, true, note('forever')))
    timers.push(
      Timer.scheduledTimer(0.5, true, (timer) => {
        note('twice')()
        if (fired.filter(([name]) => name === 'twice').length === 2) timer.invalidate()
      }),
    )
    Timer.scheduledTimer(0.1, false, note('never')).invalidate()
  })
  await stand.clock.sleep(1300)
  expect(fired).toEqual([
    ['forever', 400],
    ['twice', 500],
    ['forever', 800],
    ['once', 1000],
    ['twice', 1000],
    ['forever', 1200],
  ])
  expect(timers.map(({ isValid }) => isValid)).toEqual([false, true, false])
})

test('work on the main queue runs after what is under way, in order, and later when it is to be later', async () => {
  const stand = new RuntimeStand()
  const ran: string[] = []
  await stand.launch(() => {
    DispatchQueue.main.asyncAfter(2, () => ran.push('later'))
    DispatchQueue.main.async(() => ran.push('first'))
    DispatchQueue.main.async(() => ran.push('second'))
    ran.push('under way')
  })
  expect(ran).toEqual(['under way', 'first', 'second'])
  await stand.clock.sleep(2000)
  expect(ran.at(-1)).toBe('later')
})

test('what a block throws crashes the app', async () => {
  const stand = new RuntimeStand()
  await stand.launch(() => {
    DispatchQueue.main.async(() => {
      throw new Error('boom')
    })
  })
  expect(stand.crashes).toEqual([new Error('boom')])
})

test('a process that dies leaves no timer behind', async () => {
  const stand = new RuntimeStand()
  await stand.launch(() => {
    Timer.scheduledTimer(1, true, () => {})
    DispatchQueue.main.asyncAfter(60, () => {})
  })
  expect(stand.clock.pending.size).toBe(2)
  stand.runtime.kill()
  expect(stand.clock.pending.size).toBe(0)
})

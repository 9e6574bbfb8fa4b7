import { expect, test } from 'vitest'
import { Emitter } from './emitter.ts'
import type { Stamp } from './vocabulary.ts'

test('listeners are told in order, with the stamp, until they unsubscribe', () => {
  const emitter = new Emitter<string>()
  const heard: [string, string, Stamp | undefined][] = []
  const stop = emitter.subscribe((event, stamp) => heard.push(['first', event, stamp]))
  emitter.subscribe((event, stamp) => heard.push(['second', event, stamp]))
  const stamp = { at: 5, uncertaintyMs: 0.1 }
  emitter.emit('one', stamp)
  stop()
  stop()
  emitter.emit('two')
  expect(heard).toEqual([
    ['first', 'one', stamp],
    ['second', 'one', stamp],
    ['second', 'two', undefined],
  ])
})

test('what a listener throws reaches whoever emits', () => {
  const emitter = new Emitter<string>()
  emitter.subscribe(() => {
    throw new Error('a listener’s mistake')
  })
  expect(() => emitter.emit('one')).toThrow('a listener’s mistake')
})

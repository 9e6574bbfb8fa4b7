import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { randomMix } from './index.ts'

const random = new Random(1)
const mixes = Array.from({ length: 300 }, () => new Set(randomMix(random).map(({ name }) => name)))
const share = (name: string) => mixes.filter((mix) => mix.has(name)).length / mixes.length

test('every scenario has pushes, touches and time, and a part of what there is besides', () => {
  expect(['push', 'touch', 'wait'].map(share)).toEqual([1, 1, 1])
  for (const name of ['reboot', 'place', 'server', 'media']) expect(Math.abs(share(name) - 1 / 3)).toBeLessThan(0.1)
})

test.each([
  ['lock', 'unlock'],
  ['suspend app', 'resume app'],
  ['cellular call', 'cellular call ends'],
])('where there is “%s” there is “%s”', (done, undone) => {
  expect(mixes.filter((mix) => mix.has(done) && !mix.has(undone))).toEqual([])
})

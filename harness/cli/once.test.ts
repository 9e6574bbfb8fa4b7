import { Command } from 'commander'
import { expect, test } from 'vitest'
import { once } from './once.ts'

test('the last of several values does not win without a word', () => {
  const command = new Command().option('--release <version>', '', once('--release'))
  expect(command.parse(['--release', '17'], { from: 'user' }).opts()).toEqual({ release: '17' })
  const twice = new Command().option('--release <version>', '', once('--release'))
  expect(() => twice.parse(['--release', '17', '--release', '18'], { from: 'user' })).toThrow(
    'expected --release once, got 17 and 18',
  )
})

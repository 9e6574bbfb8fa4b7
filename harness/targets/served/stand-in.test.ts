import { expect, test } from 'vitest'
import { standIn } from './stand-in.ts'

class Counter {
  readonly #name: string
  #count = 0

  constructor(name: string) {
    this.#name = name
  }

  get count(): string {
    return `${this.#name} ${this.#count}`
  }

  add(by: number): void {
    this.#count += by
  }
}

test('stands for whichever there is, its methods and its private parts included', () => {
  let current = new Counter('first')
  const counter = standIn(() => current)
  counter.add(2)
  expect(counter.count).toBe('first 2')
  const { add } = counter
  current = new Counter('second')
  counter.add(1)
  add(5)
  expect(counter.count).toBe('second 1')
  expect('add' in counter).toBe(true)
})

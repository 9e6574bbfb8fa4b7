/** Numbers that were taken, as the gaps between them: nearly none in a file where they rise by one. */
export class SequenceNumbers {
  #next = 1
  /** Not taken, though higher ones are; both ends included, in rising order. */
  readonly #gaps: [from: number, to: number][] = []

  /** Takes a number from 1 up. @returns Whether it was free. */
  take(number: number): boolean {
    if (number >= this.#next) {
      if (number > this.#next) this.#gaps.push([this.#next, number - 1])
      this.#next = number + 1
      return true
    }
    const index = this.#gaps.findLastIndex(([from]) => from <= number)
    const gap = this.#gaps[index]
    if (!gap || number > gap[1]) return false
    const [from, to] = gap
    const rest: [number, number][] = []
    if (from < number) rest.push([from, number - 1])
    if (number < to) rest.push([number + 1, to])
    this.#gaps.splice(index, 1, ...rest)
    return true
  }
}

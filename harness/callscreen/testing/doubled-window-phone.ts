import { PaperPhone } from '../../../mocks/iphone/screen/testing/paper-phone.ts'

/** A phone whose call windows are there twice: the first taps on what ends a window fall on the wrong one. */
export class DoubledWindowPhone extends PaperPhone {
  /** How many taps go nowhere. */
  ignoring = 1
  /** Called instead of the control. */
  ignored: () => void = () => {}

  override answer(uuid: string): void {
    if (!this.#isIgnored('answer', uuid)) super.answer(uuid)
  }

  override decline(uuid: string): void {
    if (!this.#isIgnored('decline', uuid)) super.decline(uuid)
  }

  override end(uuid: string): void {
    if (!this.#isIgnored('end', uuid)) super.end(uuid)
  }

  #isIgnored(control: string, uuid: string): boolean {
    if (this.ignoring === 0) return false
    this.ignoring--
    this.used.push(`miss ${control} ${uuid}`)
    this.ignored()
    return true
  }
}

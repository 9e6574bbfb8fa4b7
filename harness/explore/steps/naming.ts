import { literal } from '../step.ts'
import { placedHandle } from '../world.ts'

/** The variable that stands for an incoming call in a scenario. */
export function variable(call: number): string {
  return `call${call}`
}

/** The UUID of a call in a scenario; for one that the user has placed only the app’s server knows it. */
export function uuidCode(call: number, declared: ReadonlySet<number>): string {
  return declared.has(call)
    ? `${variable(call)}.uuid`
    : `(await happens('server.start', ${literal({ handle: placedHandle(call) })})).uuid`
}

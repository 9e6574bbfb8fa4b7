import { finding, timed } from './finding.ts'
import type { Check, Finding } from './rule.ts'
import { isTooLate } from './views/too-late.ts'

/** PUSH-TOKEN-001 */
export const passTokenOn: Check = (trace, { limits }) =>
  trace.of('pk.token').flatMap((issued): Finding[] => {
    const limitMs = limits.tokenRegistration.value
    const name = `device token ${issued.token}`
    const registered = trace.after(issued, 'server.register').find(({ token }) => token === issued.token)
    if (registered)
      return [timed(issued, registered, limitMs, (time) => `${name} was with the backend ${time} after it was issued`)]
    const died = trace.next(issued, 'app.terminate')
    const replaced = trace.next(issued, 'pk.token')
    if (died || replaced || !isTooLate(trace, issued, limitMs)) return []
    const message = `${name} never reached the backend; send it in pushRegistry(_:didUpdate:for:), every time`
    return [finding('fail', message, [issued], { limitMs })]
  })

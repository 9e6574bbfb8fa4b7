import { randomUUID } from 'node:crypto'
import { CXError } from '../callkit/errors.ts'
import { currentRuntime } from '../runtime/current.ts'
import type { Handle } from './handle.ts'

/** `StartCellularConversationAction`. The virtual phone has one cellular service, which is chosen by itself. */
export class StartCellularConversationAction {
  readonly handle: Handle

  constructor(handle: Handle) {
    this.handle = handle
  }
}

/**
 * `TelephonyConversationManager`, since iOS 26: an app for dialling hands on whom to call, and the default calling app or
 * the phone itself does it.
 */
export class TelephonyConversationManager {
  static readonly sharedInstance = new TelephonyConversationManager()

  private constructor() {}

  /** `startCellularConversation(_:)`. @throws CXError for an app without the entitlement to dial. */
  startCellularConversation({ handle }: StartCellularConversationAction): Promise<void> {
    const runtime = currentRuntime()
    const request = randomUUID()
    const started = new Promise<void>((resolve, reject) =>
      runtime.on('TelephonyConversationManager.startCellularConversation.completion', (answer) => {
        if (answer.request !== request) return
        if (answer.error) reject(new CXError(answer.error))
        else resolve()
      }),
    )
    runtime.send({
      type: 'TelephonyConversationManager.startCellularConversation',
      request,
      handle: handle.value,
    })
    return started
  }
}

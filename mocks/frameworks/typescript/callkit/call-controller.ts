import { randomUUID } from 'node:crypto'
import type { AppRuntime } from '../runtime/app-runtime.ts'
import { currentRuntime } from '../runtime/current.ts'
import { CXCallObserver } from './call-observer.ts'
import { CXError } from './errors.ts'
import type { CXTransaction } from './transaction.ts'

/** `CXCallController`: asks the system for what the user wants. */
export class CXCallController {
  readonly callObserver = new CXCallObserver()
  readonly #runtime: AppRuntime
  readonly #completions = new Map<string, (error: CXError | null) => void>()

  constructor() {
    this.#runtime = currentRuntime()
    this.#runtime.on('CXCallController.request.completion', ({ request, error }) => {
      const completion = this.#completions.get(request)
      this.#completions.delete(request)
      completion?.(error ? new CXError(error) : null)
    })
  }

  /**
   * `request(_:completion:)`. No error means only that the system accepts the transaction: state changes when the
   * provider's delegate performs the actions.
   */
  request(transaction: CXTransaction, completion: (error: CXError | null) => void): void {
    const request = randomUUID()
    this.#completions.set(request, completion)
    this.#runtime.send({
      type: 'CXCallController.request',
      request,
      actions: transaction.actions.map((action) => action.toMessage()),
    })
  }
}

import ReferenceApp from '../../../fixtures/apps/reference/app.ts'
import type { Backend } from '../../../fixtures/apps/reference/backend.ts'
import { CallManager } from '../../../fixtures/apps/reference/call-manager.ts'
import type {
  CXAnswerCallAction,
  CXCallUpdate,
  CXEndCallAction,
  CXProvider,
} from '../../../mocks/frameworks/typescript/callkit/index.ts'
import { DispatchQueue, type UUID } from '../../../mocks/frameworks/typescript/foundation/index.ts'

/** Fulfills an action so many milliseconds after it was asked to as the caller's handle says. */
class PunctualCallManager extends CallManager {
  readonly #delays = new Map<string, number>()

  override reportIncomingCall(uuid: UUID, update: CXCallUpdate, completion: () => void): void {
    this.#delays.set(uuid.uuidString, Number(update.remoteHandle?.value))
    super.reportIncomingCall(uuid, update, completion)
  }

  override async providerPerformAnswerCallAction(_provider: CXProvider, action: CXAnswerCallAction): Promise<void> {
    this.#later(action)
  }

  override async providerPerformEndCallAction(_provider: CXProvider, action: CXEndCallAction): Promise<void> {
    void this.backend.decline(action.callUUID.uuidString)
    this.#later(action)
  }

  #later(action: CXAnswerCallAction | CXEndCallAction): void {
    const ms = this.#delays.get(action.callUUID.uuidString) ?? 0
    DispatchQueue.main.asyncAfter(ms / 1000, () => action.fulfill())
  }
}

export default class PunctualApp extends ReferenceApp {
  protected override makeCallManager(backend: Backend): CallManager {
    return new PunctualCallManager(backend)
  }
}

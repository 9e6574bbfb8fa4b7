import type { CXCallAction } from './action.ts'

/** `CXTransaction`: actions that belong together. */
export class CXTransaction {
  readonly actions: CXCallAction[]

  constructor(...actions: CXCallAction[]) {
    this.actions = actions
  }

  addAction(action: CXCallAction): void {
    this.actions.push(action)
  }

  get isComplete(): boolean {
    return this.actions.every((action) => action.isComplete)
  }
}

/** Throws on a turn of its own, where it ends nobody's work; as any uncaught exception, it ends the process. */
export function throwLater(error: unknown): void {
  setImmediate(() => {
    throw error
  })
}

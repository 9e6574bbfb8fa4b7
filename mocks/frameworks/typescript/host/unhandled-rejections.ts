import { runtimeInScope } from '../runtime/current.ts'

let installed = false

/**
 * Makes a rejected promise that an in-process app leaves to nobody a crash of that app. Node calls the listener in the
 * async context of the code that rejected (measured on Node 24), which tells whose it is. Any other rejection goes on to
 * end the process as an uncaught exception, as it does where nobody listens. Installing it again does nothing.
 */
export function attributeUnhandledRejections(): void {
  if (installed) return
  installed = true
  process.on('unhandledRejection', (error) => {
    const runtime = runtimeInScope()
    if (!runtime) throw error
    runtime.crash(error)
  })
}

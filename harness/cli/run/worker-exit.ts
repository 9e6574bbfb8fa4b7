import { endWhenBlocked } from './end-when-blocked.ts'

// Loaded into each worker before vitest, which replaces process.exit by a guard.
const exit = process.exit.bind(process)

// A signal's default action runs no "exit" listeners, and it is those that end the apps, suspended ones included.
process.once('SIGTERM', () => exit(143))

// A terminal sends its interrupt to the whole group; the process that conducts the run decides.
process.on('SIGINT', () => {})

// The longest that anything computes without a break is a fraction of a second.
endWhenBlocked(15_000)

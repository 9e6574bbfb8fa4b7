import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright'

const EXECUTABLE = '/usr/bin/chromium'

/** Whether tests in a browser cannot run here. Says so once for each file of tests. */
export function lacksChromium(what: string): boolean {
  const lacks = !existsSync(EXECUTABLE)
  if (lacks) console.warn(`skipped ${what}: there is no ${EXECUTABLE}; install Debian's package chromium`)
  return lacks
}

export function launchChromium(): Promise<Browser> {
  // In a container there is no user namespace for its sandbox, and the pages are our own.
  return chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox'] })
}

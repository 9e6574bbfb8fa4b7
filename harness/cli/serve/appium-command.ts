import { findPackageJSON } from 'node:module'
import { resolve } from 'node:path'
import { typedPath } from '../apns/typed-path.ts'
import { shellWord } from '../shell-word.ts'

/** The port of the first phone's Appium server: clear of Appium's own default, 4723. */
const FIRST_PORT = 4731

/** The command that puts an Appium server in front of the n-th phone, from 0 on. Only this machine reaches it. */
export function appiumCommand({ capabilities }: { readonly capabilities: object }, index: number): string {
  return [
    `APPIUM_HOME=${shellWord(appiumHome())}`,
    'npx appium server --use-drivers xcuitest --address 127.0.0.1',
    `--port ${FIRST_PORT + index}`,
    `--default-capabilities ${shellWord(JSON.stringify(capabilities))}`,
  ].join(' ')
}

/** Where the driver is. Left to itself, Appium looks for it only in projects that depend on Appium by name. */
function appiumHome(): string {
  const driver = findPackageJSON('appium-xcuitest-driver', import.meta.url)
  return typedPath(driver === undefined ? '.' : resolve(driver, '../../..')) || '.'
}

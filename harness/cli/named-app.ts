import { fileURLToPath } from 'node:url'

/** The folder that the suites and the built-in app are in: the repository, or `dist` of the package. */
export const home = fileURLToPath(new URL('../..', import.meta.url))

const BUILT_IN_APP = 'fixtures/apps/reference'

/** Where an app is looked for: the one that `--app` names, or the built-in one. */
export function namedApp(app: string | undefined, cwd: string): { readonly app: string; readonly cwd: string } {
  return app === undefined ? { app: BUILT_IN_APP, cwd: home } : { app, cwd }
}

/** The scenario proves nothing, because the harness or the app broke. */
export class ScenarioBrokenError extends Error {
  readonly code = 'SCENARIO_BROKEN'
  override readonly name = 'ScenarioBrokenError'
}

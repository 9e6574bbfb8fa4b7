/**
 * The body of a scenario could not go on, because the app did not do what everything after it needs. Whether that is
 * the app's fault is for the rules to say.
 */
export class ScenarioStoppedError extends Error {
  readonly code = 'SCENARIO_STOPPED'
  override readonly name = 'ScenarioStoppedError'
}

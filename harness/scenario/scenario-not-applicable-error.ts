/** The scenario asks for something that this app does not have. */
export class ScenarioNotApplicableError extends Error {
  readonly code = 'SCENARIO_NOT_APPLICABLE'
  override readonly name = 'ScenarioNotApplicableError'
}

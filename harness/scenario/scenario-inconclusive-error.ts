/** The scenario shows nothing about the app: it could not go on, or has not exercised what it is there for. */
export class ScenarioInconclusiveError extends Error {
  readonly code = 'SCENARIO_INCONCLUSIVE'
  override readonly name = 'ScenarioInconclusiveError'
}

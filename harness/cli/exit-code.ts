/** What a command's exit code says. */
export const exitCode = {
  conformant: 0,
  notConformant: 1,
  /** The command was not understood: an unknown option, app, rule, scenario or release. */
  usage: 2,
  /** The harness or its environment broke, or the app could not be tested. */
  broken: 3,
} as const

export type ExitCode = (typeof exitCode)[keyof typeof exitCode]

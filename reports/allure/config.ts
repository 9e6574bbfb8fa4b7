/** The circumstances of a run, as Allure shows them, such as `{ App: 'apps/chat', iOS: '18.2' }`. */
export type Circumstances = Readonly<Record<string, string>>

/**
 * Configuration of the Allure 3 report: one HTML file, with violations of rules kept apart from whatever broke.
 *
 * @param output Folder of the report, absolute.
 */
export function allureConfig(output: string, circumstances: Circumstances) {
  return {
    name: 'CallKit conformance',
    output,
    variables: circumstances,
    hideLabels: ['host', 'thread', 'package', 'language', 'framework'],
    categories: {
      rules: [
        {
          id: 'violations',
          name: 'App violates a rule',
          matchers: { statuses: ['failed'] },
          groupBy: [{ label: 'rule' }],
        },
        { id: 'broken', name: 'Harness or app broke', matchers: { statuses: ['broken'] } },
      ],
    },
    plugins: {
      awesome: { options: { singleFile: true, reportLanguage: 'en', groupBy: ['feature'] } },
    },
  }
}

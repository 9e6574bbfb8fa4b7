import type { Command } from 'commander'
import { painted, pageOf } from '../../reports/look.ts'
import { exitCode } from './exit-code.ts'

interface DoctorFlags {
  readonly deep: boolean
  readonly json: boolean
}

const looks = { works: 'pass', missing: 'error', optional: 'inconclusive', 'not built yet': 'skipped' } as const

/** Adds `doctor`: says what this machine can run. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('says what this machine can run, and which command installs what is missing')
    .option('--deep', 'start Appium, too, instead of only looking for it', false)
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      `
Exit code: 0 when \`callkit-conformance run\` works as it is, 3 otherwise. What is optional is not counted.

Example:
  $ callkit-conformance doctor --deep`,
    )
    .action(async ({ deep, json }: DoctorFlags) => {
      const { examine } = await import('./doctor/examine.ts')
      const findings = await examine(deep)
      const page = pageOf(process.stdout)
      const width = Math.max(...findings.map(({ part }) => part.length))
      const lines = findings.map(({ part, state, detail, remedy }) => {
        const line = `${part.padEnd(width)}  ${painted(looks[state], state.padEnd(13), page)}  ${detail}`
        return remedy === undefined ? line : `${line}\n${' '.repeat(width + 2)}${remedy}`
      })
      process.stdout.write(`${json ? JSON.stringify(findings, undefined, 2) : lines.join('\n')}\n`)
      process.exitCode = findings.some(({ state }) => state === 'missing') ? exitCode.broken : exitCode.conformant
    })
}

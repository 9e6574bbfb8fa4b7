import { holds, type Proof } from '../../fixtures/testing/proof.ts'
import { bold, dim, painted, printable, sign, type Page } from '../../reports/look.ts'

/** A line for a defect: its name and the rules that catch it, then, dimmed, those that it breaks besides. */
export function matrixLine(proof: Proof, width: number, page: Page): string {
  const { name, broken, caughtBy, missed, unexplained, errors } = proof
  const verdict = holds(proof) ? 'pass' : 'fail'
  const indent = ' '.repeat(width + 4)
  const caught = caughtBy.filter((id) => broken.includes(id))
  const besides = broken.filter((id) => !caughtBy.includes(id) && !unexplained.includes(id))
  const words = [
    ...caught.map((id) => ({ text: id, painted: id })),
    ...besides.map((id) => ({ text: `(${id})`, painted: dim(`(${id})`, page) })),
    ...missed.map((id) => ({ text: `missed: ${id}`, painted: painted('fail', `missed: ${id}`, page) })),
    ...unexplained.map((id) => ({ text: `unexplained: ${id}`, painted: painted('fail', `unexplained: ${id}`, page) })),
  ]
  const lines: string[] = []
  let used = 0
  for (const word of words.length > 0 ? words : [{ text: 'breaks nothing', painted: 'breaks nothing' }]) {
    const room = page.width - indent.length
    if (lines.length === 0 || used + 1 + word.text.length > room) {
      lines.push(word.painted)
      used = word.text.length
    } else {
      lines.push(`${lines.pop()} ${word.painted}`)
      used += 1 + word.text.length
    }
  }
  const [first = '', ...rest] = lines
  return [
    `${sign(verdict, page)} ${name.padEnd(width)}  ${first}`,
    ...rest.map((line) => `${indent}${line}`),
    ...errors.slice(0, 1).map((error) => `${indent}${painted('error', printable(error.split('\n')[0] ?? ''), page)}`),
    ...(errors.length > 1 ? [`${indent}and ${errors.length - 1} more, which defects.json tells`] : []),
  ].join('\n')
}

/** What is under the matrix: how many there are, and which rules no defect proves. */
export function matrixSummary(
  { proofs, unproven, durationMs }: { proofs: readonly Proof[]; unproven: readonly string[]; durationMs: number },
  page: Page,
): string {
  const amiss = proofs.filter((proof) => !holds(proof)).map(({ name }) => name)
  const rules = new Set(proofs.flatMap(({ caughtBy }) => caughtBy)).size
  return [
    `${bold('Defects', page)}  ${proofs.length} played in ${(durationMs / 1000).toFixed(1)} s, which prove ${rules} rules`,
    dim('         (in brackets: broken besides, as the defect explains)', page),
    ...(amiss.length > 0 ? [`${bold('Not so', page)}   ${painted('fail', amiss.join(', '), page)}`] : []),
    ...(unproven.length > 0 ? [`${bold('Without', page)}  ${painted('fail', unproven.join(', '), page)}`] : []),
  ].join('\n')
}

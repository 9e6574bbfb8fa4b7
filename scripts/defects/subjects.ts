import { fileURLToPath } from 'node:url'
import { defects, type Defect } from '../../fixtures/apps/defects/index.ts'
import { mistakes } from '../../fixtures/backends/index.ts'
import { proofOf, type Proof } from '../../fixtures/testing/proof.ts'
import type { DefectStand } from '../../fixtures/apps/defects/testing/defect-stand.ts'
import { proveMistake } from '../../fixtures/backends/testing/backend-stand.ts'

/** Something to be played, which shows what it breaks. */
export interface Subject {
  readonly name: string
  /** @param stand Opened for the first that needs it. */
  readonly prove: (stand: () => Promise<DefectStand>) => Promise<Proof>
}

/** The apps that defects are made from, the defects of apps, and those of backends. */
export const subjects: readonly Subject[] = [
  ...['reference', 'conversations'].map(blameless),
  ...defects.map((defect: Defect) => ({
    name: defect.name,
    prove: async (stand: () => Promise<DefectStand>) => (await stand()).prove(defect),
  })),
  ...mistakes.map((mistake) => ({ name: mistake.name, prove: () => proveMistake(mistake) })),
]

/** An app that does everything right must break nothing. */
function blameless(name: string): Subject {
  const entry = fileURLToPath(new URL(`../../fixtures/apps/${name}/app.ts`, import.meta.url))
  return {
    name,
    prove: async (stand) => {
      const results = await (await stand()).play({ name }, entry)
      const amiss = results.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped')
      const errors = amiss.map(({ id, verdict, message = '' }) => `${id}: ${verdict} ${message}`.trim())
      const broken = amiss.flatMap(({ rules }) => rules.filter(({ verdict }) => verdict !== 'pass'))
      return proofOf(
        { name, mistake: 'none', caughtBy: [] },
        broken.map(({ id }) => id),
        errors,
      )
    },
  }
}

import { fileURLToPath } from 'node:url'
import { loadSubject, type Subject } from '../../config/load-subject.ts'

/** The reference app, or a defect of that name. */
export function fixtureApp(name = 'reference'): Promise<Subject> {
  const path = name === 'reference' ? 'reference' : `defects/${name}.ts`
  return loadSubject(fileURLToPath(new URL(`../../../fixtures/apps/${path}`, import.meta.url)))
}

import { bold, dim, wrapped, type Page } from '../../../reports/look.ts'
import { malformations } from '../../provider/malformations.ts'
import { mutations } from '../../provider/mutations.ts'
import { fillTemplate } from '../../provider/templates/fill-template.ts'
import { placeholders } from '../../provider/templates/placeholders.ts'
import { providerTemplates } from '../../provider/templates/provider-templates.ts'
import { callOf, templateOf } from './body.ts'
import type { PushFlags } from './push-flags.ts'

/** What can be pushed: templates, what may stand in one’s own, and the ways of getting the chosen one wrong. */
export interface PushList {
  readonly templates: readonly { readonly name: string; readonly provider: string; readonly notes: string }[]
  readonly placeholders: readonly string[]
  readonly malformations: readonly string[]
  readonly mutations: readonly string[]
}

export async function pushList(flags: PushFlags): Promise<PushList> {
  return {
    templates: providerTemplates.map(({ name, provider, notes }) => ({ name, provider, notes })),
    placeholders: Object.keys(placeholders),
    malformations: malformations.map(({ name }) => name),
    mutations: mutations(fillTemplate(await templateOf(flags.template), callOf(flags))).map(({ name }) => name),
  }
}

export function listText(list: PushList, template: string, page: Page): string {
  const width = Math.max(...list.templates.map(({ name }) => name.length))
  const section = (title: string, lines: readonly string[]) => [
    bold(title, page),
    ...lines.map((line) => `  ${line}`),
    '',
  ]
  return [
    ...section(
      '--template',
      list.templates.map(({ name, provider, notes }) => {
        return `${name.padEnd(width)}  ${provider}\n${dim(wrapped(notes, page.width, ' '.repeat(width + 4)), page)}`
      }),
    ),
    ...section('Placeholders, for a template of your own', [
      wrapped(list.placeholders.map((name) => `{{${name}}}`).join(' '), page.width, '  ').trimStart(),
    ]),
    ...section('--malform', list.malformations),
    ...section(`--mutate, of the template ${template}`, list.mutations),
  ]
    .join('\n')
    .trimEnd()
}

/** Commands and files of a page of the documentation, by the names in the comments before them. */
export interface Recipe {
  readonly steps: ReadonlyMap<string, string>
  readonly files: ReadonlyMap<string, string>
}

/** Reads what a page has marked with `<!-- step: name -->` and `<!-- file: name -->`. */
export function readRecipe(page: string): Recipe {
  const marked = (kind: 'file' | 'step') =>
    new Map(
      page
        .matchAll(new RegExp(`<!-- ${kind}: (\\S+) -->\\n+\`\`\`\\w+\\n(.*?)\`\`\``, 'gs'))
        .map(([, name = '', text = '']): [string, string] => [name, text]),
    )
  return { steps: marked('step'), files: marked('file') }
}

/** Source text as a template has it, without the indentation that all its lines share. */
export function code({ raw: [text = ''] }: TemplateStringsArray): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n')
  const shared = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)))
  return lines.map((line) => line.slice(shared)).join('\n')
}

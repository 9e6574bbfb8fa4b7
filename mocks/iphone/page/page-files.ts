import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { PageAnswer } from './page-answer.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
}

const client = (name: string) => [name, new URL(`./client/${name}`, import.meta.url)] as const
const font = (name: string) => [name, new URL(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}`))] as const

/** What the pages of phones load, by the name under which they do. */
export const phoneFiles: ReadonlyMap<string, URL> = new Map([
  client('appearance.js'),
  client('icon.svg'),
  client('live.js'),
  client('make.js'),
  client('miniature.js'),
  client('overview.js'),
  client('page.css'),
  client('page.js'),
  client('phone.css'),
  client('phone-control.js'),
  client('phone.js'),
  client('place.js'),
  client('single.js'),
  font('DejaVuSans.ttf'),
  font('DejaVuSans-Bold.ttf'),
  font('DejaVuSans-ExtraLight.ttf'),
])

/** A file that a page loads. */
export async function fileAnswer(file: URL): Promise<PageAnswer> {
  return { type: TYPES[extname(file.pathname)] ?? 'application/octet-stream', body: await readFile(file) }
}

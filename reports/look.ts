import { styleText } from 'node:util'
import type { RuleResult } from './results.ts'

/** Something that text is written to, as far as its looks depend on it. */
export interface Page {
  /** Columns that a line may have. */
  readonly width: number
  /** Where the text goes: colours are for terminals, and `NO_COLOR` and `FORCE_COLOR` are heeded. */
  readonly stream: NodeJS.WritableStream
}

type RuleVerdict = RuleResult['verdict']

const looks = {
  pass: { glyph: '✓', style: 'green' },
  fail: { glyph: '✗', style: 'red' },
  deviates: { glyph: '≈', style: 'yellow' },
  inconclusive: { glyph: '?', style: 'yellow' },
  skipped: { glyph: '–', style: 'dim' },
  error: { glyph: '!', style: 'magenta' },
  'not exercised': { glyph: '·', style: 'dim' },
  'not judged yet': { glyph: '·', style: 'dim' },
} as const satisfies Record<RuleVerdict, { glyph: string; style: Parameters<typeof styleText>[0] }>

/** A verdict's sign, such as a green tick. */
export function sign(verdict: RuleVerdict, page: Page): string {
  return painted(verdict, looks[verdict].glyph, page)
}

/** Text in a verdict's colour. */
export function painted(verdict: RuleVerdict, text: string, { stream }: Page): string {
  return styleText(looks[verdict].style, text, { stream })
}

export function bold(text: string, { stream }: Page): string {
  return styleText('bold', text, { stream })
}

export function dim(text: string, { stream }: Page): string {
  return styleText('dim', text, { stream })
}

/** The page that a stream is: as wide as its terminal, and 100 columns where there is none. */
export function pageOf(stream: NodeJS.WritableStream & { readonly columns?: number }): Page {
  return { stream, width: stream.columns ?? 100 }
}

/** Control and format characters (such as those that turn the direction of writing), line breaks, and halves of characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * Text that came from elsewhere, such as the value of a header, for people: what would steer their terminal, or begin a
 * line that we did not write, is escaped.
 *
 * @example printable('\u001B[2J') // '\\u{1b}[2J'
 */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}

/**
 * Breaks text into lines of at most `width` columns, at spaces; a word that is longer has a line of its own. Of what is not
 * {@link printable} only its line feeds are left, so text is painted afterwards.
 */
export function wrapped(text: string, width: number, indent: string): string {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = indent
    for (const word of printable(paragraph).split(' ')) {
      if (line.length > indent.length && line.length + 1 + word.length > width) {
        lines.push(line)
        line = indent
      }
      line += line.length > indent.length ? ` ${word}` : word
    }
    lines.push(line.trimEnd())
  }
  return lines.join('\n')
}

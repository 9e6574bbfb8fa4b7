/**
 * The signs on the buttons, as SVG fragments on a 24 × 24 grid. Drawn here: Apple's SF Symbols may only be used on
 * Apple's platforms. `currentColor` is the foreground.
 */
export const GLYPHS = {
  add: '<path d="M12 4v16M4 12h16" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/>',
  answer:
    '<path d="M6.6 2.8 9 2.3c.6-.1 1.2.2 1.5.8l1.2 2.7c.2.5.1 1.1-.3 1.5L9.7 8.8c1.1 2.3 3.2 4.4 5.5 5.5l1.5-1.7c.4-.4 1-.5 1.5-.3l2.7 1.2c.6.3.9.9.8 1.5l-.5 2.4c-.2 1.2-1.2 2.1-2.4 2.1C10.9 19.5 4.5 13.1 4.5 5.2c0-1.2.9-2.2 2.1-2.4Z" fill="currentColor"/>',
  end: '<path d="M12 8.5c-3.7 0-7 1-9.2 2.9-.9.8-1.1 2.2-.5 3.2l1 1.6c.4.6 1.1.9 1.8.7l2.6-.8c.6-.2 1-.7 1-1.3l.1-2c2.1-.6 4.3-.6 6.4 0l.1 2c0 .6.4 1.1 1 1.3l2.6.8c.7.2 1.4-.1 1.8-.7l1-1.6c.6-1 .4-2.4-.5-3.2C19 9.5 15.7 8.5 12 8.5Z" fill="currentColor"/>',
  hold: '<path d="M8 5v14M16 5v14" fill="none" stroke="currentColor" stroke-width="3.6" stroke-linecap="round"/>',
  keypad:
    '<g fill="currentColor"><circle cx="5.5" cy="5.5" r="2"/><circle cx="12" cy="5.5" r="2"/><circle cx="18.5" cy="5.5" r="2"/><circle cx="5.5" cy="12" r="2"/><circle cx="12" cy="12" r="2"/><circle cx="18.5" cy="12" r="2"/><circle cx="5.5" cy="18.5" r="2"/><circle cx="12" cy="18.5" r="2"/><circle cx="18.5" cy="18.5" r="2"/></g>',
  merge:
    '<path d="M12 20v-7L5 5M12 13l7-8M5 10V5h5M19 10V5h-5" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>',
  message:
    '<path d="M12 3.5c-5 0-9 3.2-9 7.2 0 2.3 1.3 4.3 3.4 5.6-.1 1.4-.7 2.7-1.7 3.7 2-.1 3.9-.8 5.3-2 .6.1 1.3.2 2 .2 5 0 9-3.3 9-7.5s-4-7.2-9-7.2Z" fill="currentColor"/>',
  mute: '<rect x="9" y="2.5" width="6" height="11.5" rx="3" fill="currentColor"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3.5M4 3l16 18" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round"/>',
  remind:
    '<circle cx="12" cy="13" r="7.5" fill="none" stroke="currentColor" stroke-width="2"/><path d="M12 9v4.2l2.8 1.8M4 5.5l2.5-2M20 5.5l-2.5-2" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>',
  speaker:
    '<path d="M3 9.5v5c0 .6.4 1 1 1h3l4.3 3.7c.7.5 1.7.1 1.7-.8V5.6c0-.9-1-1.3-1.7-.8L7 8.5H4c-.6 0-1 .4-1 1Z" fill="currentColor"/><path d="M16 8.5a5 5 0 0 1 0 7M18.7 5.8a8.8 8.8 0 0 1 0 12.4" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round"/>',
  swap: '<path d="M4 9h13l-4-4M20 15H7l4 4" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>',
} as const satisfies Record<string, string>

export type Glyph = keyof typeof GLYPHS

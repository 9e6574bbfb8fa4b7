import { describe, expect, test } from 'vitest'
import { continued, parseLogLine } from './log-line.ts'

const at = Date.UTC(2026, 2, 2, 9, 15, 20)
const MESSAGE = 'Killing VoIP app'

describe('reads a line of', () => {
  test.each([
    [
      'log, in its default style',
      '2026-03-02 10:15:20.104233+0100 0x1a2b     Default     0x0    123    0    callservicesd: Killing VoIP app',
      104.233,
      0,
    ],
    ['log, in its compact style', '2026-03-02 09:15:20.104 Df callservicesd[123:1a2b] Killing VoIP app', 104.5, 0.5],
    [
      'log, in its syslog style',
      '2026-03-02 04:15:20.104233-0500  localhost callservicesd[123]: Killing VoIP app',
      104.233,
      0,
    ],
    ['a log without fractions', '2026-03-02T09:15:20Z localhost callservicesd[123]: Killing VoIP app', 500, 500],
  ])('%s', (_, line, ms, uncertaintyMs) => {
    const { at: time = 0, process, ...read } = parseLogLine(line) ?? {}
    expect(time - at).toBeCloseTo(ms, 3)
    expect(process).toMatch(/callservicesd$/)
    expect(read).toEqual({ uncertaintyMs, message: MESSAGE })
  })

  test.each([
    ['idevicesyslog', 'Mar  2 10:15:20 iPhone callservicesd(CallKit)[123] <Notice>: Killing VoIP app'],
    ['idevicesyslog, newer', 'Mar  2 10:15:20.104233 callservicesd(CallKit)[123] <Notice>: Killing VoIP app'],
    ['the Console', 'default\t10:15:20.104233+0100\tcallservicesd\tKilling VoIP app'],
  ])('%s, which names no year', (_, line) => {
    const { process, message } = parseLogLine(line) ?? {}
    expect(process).toMatch(/callservicesd$/)
    expect(message).toBe(MESSAGE)
  })
})

test.each(['', 'Termination Reason: SPRINGBOARD', 'Mai  2 10:15:20 a[1]: b', '2026-03-02 10:15:20 nobody', '-- cut'])(
  'finds no beginning in "%s"',
  (line) => {
    expect(parseLogLine(line)).toBeUndefined()
  },
)

test('goes on over midnight and New Year', () => {
  const line = (text: string) => {
    const parsed = parseLogLine(text)
    if (!parsed) throw new Error(`expected a line of a log: ${text}`)
    return parsed
  }
  const console = (time: string) => line(`default\t${time}\tcallservicesd\t`)
  const monthly = (time: string) => line(`${time} iPhone callservicesd[1]: `)
  const gap = (from: ReturnType<typeof line>, to: ReturnType<typeof line>) => continued(to, from.at).at - from.at
  expect(gap(console('23:59:59.000000'), console('00:00:01.000000'))).toBe(2000)
  expect(gap(monthly('Dec 31 23:59:59'), monthly('Jan  1 00:00:01'))).toBe(2000)
  expect(gap(monthly('Mar  2 10:00:01'), monthly('Mar  2 10:00:00'))).toBe(-1000)
})

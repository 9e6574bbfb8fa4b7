/**
 * @typedef {import('../timeline-row.ts').TimelineRow} TimelineRow
 * @typedef {import('../served-stand.ts').StandFinding} StandFinding
 */

/** Older rows are taken off the page. */
const MOST_ROWS = 500

/** The columns after the one of the time. */
const LANES = ['provider', 'gateway', 'phone', 'app', 'backend']

/** The rows of what has happened, newest first, with what the rules find wrong where it happened. */
export class Timeline {
  #body
  #note
  #rows = /** @type {Map<number, HTMLTableRowElement>} */ (new Map())
  /** @type {number | undefined} */
  #start
  #newest = 0

  /**
   * @param {HTMLTableSectionElement} body
   * @param {Element} note Says how much is not there any more.
   */
  constructor(body, note) {
    this.#body = body
    this.#note = note
  }

  /** @param {readonly TimelineRow[]} rows */
  restart(rows) {
    this.#rows.clear()
    this.#body.replaceChildren()
    this.#start = undefined
    this.#newest = 0
    this.#note.textContent = ''
    this.find([])
    for (const row of rows) this.add(row)
  }

  /** @param {TimelineRow} row */
  add({ seq, at, lane, title, detail }) {
    // A phone that was replaced by a fresh one counts from the beginning.
    if (seq <= this.#newest) this.restart([])
    this.#newest = seq
    this.#start ??= at
    const row = this.#body.insertRow(this.#laterThan(at))
    row.dataset['at'] = String(at)
    row.insertCell().textContent = (at - this.#start).toFixed(1)
    for (const each of LANES) {
      const cell = row.insertCell()
      if (each === lane) cell.append(detailsOf(title, detail))
    }
    this.#rows.set(seq, row)
    const [oldest] = this.#rows
    if (oldest && this.#rows.size > MOST_ROWS) {
      oldest[1].remove()
      this.#rows.delete(oldest[0])
    }
    const gone = seq - this.#rows.size
    this.#note.textContent = gone > 0 ? `${gone} earlier events are gone from here.` : ''
  }

  /**
   * How many rows stand above an event. What an app does is told a little after it has happened.
   *
   * @param {number} at
   */
  #laterThan(at) {
    const { rows } = this.#body
    let index = 0
    while (Number(rows[index]?.dataset['at'] ?? -Infinity) > at) index++
    return index
  }

  /** @param {readonly StandFinding[]} findings */
  find(findings) {
    for (const finding of this.#body.querySelectorAll('.finding')) finding.remove()
    for (const { rule, message, outcome, events } of findings) {
      const row = this.#rows.get(events.at(-1) ?? 0)
      const cell = [...(row?.cells ?? [])].find((each) => each.firstElementChild)
      const note = document.createElement('p')
      note.className = `finding ${outcome}`
      note.textContent = `${rule} ${outcome}: ${message}`
      cell?.append(note)
    }
  }
}

/** @param {string} title @param {string} detail */
function detailsOf(title, detail) {
  const details = document.createElement('details')
  const summary = document.createElement('summary')
  const text = document.createElement('pre')
  summary.textContent = title
  text.textContent = detail
  details.append(summary, text)
  return details
}

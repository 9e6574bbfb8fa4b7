/**
 * Lets the user choose what is pushed, change it, and send it.
 *
 * @param {HTMLFormElement} form
 * @param {string} udid Of the phone that it is sent to.
 */
export function runConsole(form, udid) {
  const { template, handle, malformation, payload } = /** @type {Fields} */ (/** @type {unknown} */ (form.elements))
  const answer = /** @type {HTMLOutputElement} */ (form.querySelector('output'))
  let isEdited = false
  let composing = 0
  /** Resolves when the payload is what has been chosen. */
  let composed = Promise.resolve()

  const compose = () => (composed = fill())
  const fill = async () => {
    const wrong = malformation.value
    const chosen = { template: template.value, handle: handle.value, ...(wrong && { malformation: wrong }) }
    const turn = ++composing
    const made = await post('serve/compose', chosen)
    // Something else was chosen meanwhile.
    if (turn !== composing) return
    isEdited = false
    if ('error' in made) answer.value = made.error
    else payload.value = JSON.stringify(made.payload, undefined, 2)
  }
  const send = async () => {
    await composed
    const pushed = read(payload.value)
    answer.value = 'error' in pushed ? pushed.error : said(await post('serve/push', { udid, payload: pushed.payload }))
    // The next push is of another call, unless the user has a payload of their own.
    if (!isEdited) await compose()
  }

  payload.addEventListener('input', () => (isEdited = true))
  for (const field of [template, handle, malformation]) field.addEventListener('change', compose)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
  void compose()
}

/**
 * @typedef {object} Fields
 * @property {HTMLSelectElement} template
 * @property {HTMLInputElement} handle
 * @property {HTMLSelectElement} malformation
 * @property {HTMLTextAreaElement} payload
 */

/** @param {string} text @returns {{ payload: unknown } | { error: string }} */
function read(text) {
  try {
    return { payload: JSON.parse(text) }
  } catch (error) {
    return { error: `The payload is no JSON: ${error instanceof Error ? error.message : error}` }
  }
}

/** @param {{ status: number, reason?: string } | { error: string }} answer */
function said(answer) {
  if ('error' in answer) return answer.error
  return answer.status === 200 ? '200, accepted' : `${answer.status} ${answer.reason ?? ''}`
}

/** @param {string} url @param {object} body */
async function post(url, body) {
  const headers = { 'content-type': 'application/json' }
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    return await response.json()
  } catch {
    return { error: 'serve cannot be reached.' }
  }
}

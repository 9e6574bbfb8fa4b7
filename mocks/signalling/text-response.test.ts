import { expect, test } from 'vitest'
import { TextResponse } from './text-response.ts'

const init = { status: 409, headers: { 'content-type': 'application/json', 'x-more': 'yes' } }
const body = '{"error":"the call is over, señor"}'
const both = [
  ['a text response', () => new TextResponse(body, init)],
  ['a response of the platform', () => new Response(body, init)],
] as const

const ways: Readonly<Record<string, (response: Response) => unknown>> = {
  json: (response) => response.json(),
  text: (response) => response.text(),
  arrayBuffer: async (response) => [...new Uint8Array(await response.arrayBuffer())],
  blob: async (response) => (await response.blob()).text(),
  bytes: async (response) => [...(await response.bytes())],
  formData: (response) => response.formData(),
  body: (response) => (response.body ? Array.fromAsync(response.body, (chunk) => [...chunk]) : undefined),
  clone: (response) => response.clone().json(),
  'clone, and then itself': async (response) => [await response.clone().text(), await response.text()],
}

/** What a way of reading comes to, and what is left of the response after it. */
async function told(response: Response, ...read: readonly string[]): Promise<unknown> {
  const results: unknown[] = []
  for (const each of read)
    results.push(
      await (async () => ways[each]?.(response))().catch((error: unknown) => (error as Error).constructor.name),
      response.bodyUsed,
    )
  return results
}

test.each(Object.keys(ways))('reads by %s as any response does, once', async (way) => {
  const [own, usual] = both.map(([, make]) => make)
  for (const next of Object.keys(ways))
    expect(await told(own?.() ?? Response.error(), way, next), `${way}, then ${next}`).toEqual(
      await told(usual?.() ?? Response.error(), way, next),
    )
})

test.each(both)('%s has its status and its headers', async (_name, make) => {
  const response = make()
  expect(response).toBeInstanceOf(Response)
  expect([response.status, response.ok, response.bodyUsed]).toEqual([409, false, false])
  expect(Object.fromEntries(response.headers)).toEqual(init.headers)
  expect(response.clone().headers.get('x-more')).toBe('yes')
})

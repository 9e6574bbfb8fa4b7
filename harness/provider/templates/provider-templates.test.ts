import { expect, test } from 'vitest'
import { namesSecret } from '../../../mocks/events/redact.ts'
import { articlePayload } from '../payloads.ts'
import { valuesIn } from '../value-paths.ts'
import { fillTemplate } from './fill-template.ts'
import type { ProviderTemplate } from './provider-template.ts'
import { providerTemplates } from './provider-templates.ts'

const call = { uuid: 'A1B2C3D4-0000-4000-8000-000000000001', handle: 'jappleseed', displayName: 'J. Appleseed' }
const templates: readonly ProviderTemplate[] = providerTemplates

test('names are unique', () => {
  expect(new Set(templates.map(({ name }) => name)).size).toBe(templates.length)
})

test.each(templates)('$name fits a VoIP push, and invents its secrets', ({ call: template, cancel }) => {
  for (const each of [template, cancel ?? template]) {
    const payload = fillTemplate(each, call)
    expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThan(5120)
    expect(JSON.stringify(payload)).not.toContain('{{')
    const secrets = valuesIn(payload).filter(
      ({ path, value }) => typeof value === 'string' && namesSecret(`${path.at(-1)}`),
    )
    for (const { value } of secrets) expect(value).toMatch(/^(invented|aW52ZW50ZWQg)/)
  }
})

test('the article’s payload is the one that scenarios send', () => {
  const [article] = templates.filter(({ name }) => name === 'article')
  expect(article && fillTemplate(article.call, call)).toEqual(
    articlePayload({ uuid: call.uuid, identifier: call.handle }),
  )
})

test('Sendbird’s is the largest', () => {
  const sizes = new Map(
    templates.map(({ name, call: each }) => [name, JSON.stringify(fillTemplate(each, call)).length]),
  )
  expect(Math.max(...sizes.values())).toBe(sizes.get('sendbird'))
})

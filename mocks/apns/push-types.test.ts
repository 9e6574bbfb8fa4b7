import { expect, test } from 'vitest'
import { pushTypes, suffixOf, type PushType } from './push-types.ts'

test.each(Object.keys(pushTypes) as PushType[])('the topic of a push of type %s is told by its suffix', (type) => {
  const { topicSuffix } = pushTypes[type]
  expect(suffixOf(`com.example.App${topicSuffix}`)).toBe(topicSuffix)
})

test('a bundle ID that merely contains a suffix is a bundle ID', () => {
  expect(suffixOf('com.example.voip.App')).toBe('')
})

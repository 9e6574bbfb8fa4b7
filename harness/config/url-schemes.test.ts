import { expect, test } from 'vitest'
import { urlSchemesOf } from './url-schemes.ts'

const bundleId = 'com.example.talk'

test('an app is opened by the schemes of its own links, and by its bundle identifier', () => {
  expect(
    urlSchemesOf({
      bundleId,
      startCallURL: (handle) => `talk://call/${handle}`,
      endCallURL: (uuid) => `talk://end/${uuid}`,
      muteURL: (muted) => `talk-window:mute?on=${muted}`,
    }),
  ).toEqual([bundleId, 'talk', 'talk-window'])
})

test('without links its bundle identifier opens it', () => {
  expect(urlSchemesOf({ bundleId, startCallURL: undefined, endCallURL: undefined, muteURL: undefined })).toEqual([
    bundleId,
  ])
})

/** `CXProviderConfiguration`. The two limits have Apple's defaults. */
export class CXProviderConfiguration {
  maximumCallGroups = 2
  maximumCallsPerCallGroup = 5
  supportsVideo = false
  supportedHandleTypes: ReadonlySet<'generic' | 'phoneNumber' | 'emailAddress'> = new Set()
  includesCallsInRecents = true
  /** Since iOS 26. */
  supportsAudioTranslation = false
}

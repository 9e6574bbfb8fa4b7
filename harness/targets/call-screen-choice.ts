/** How the call screen is operated: through the real Appium server at a URL, or directly. */
export type CallScreenChoice = { readonly kind: 'direct' } | { readonly kind: 'appium'; readonly serverUrl: string }

/** The options of `profile`, as commander has understood them. */
export interface ProfileFlags {
  readonly appium: string
  readonly capabilities?: string
  readonly screen: string
  readonly owner: readonly string[]
  readonly out: string
  readonly name?: readonly string[]
  readonly keepTexts: boolean
  readonly json: boolean
}

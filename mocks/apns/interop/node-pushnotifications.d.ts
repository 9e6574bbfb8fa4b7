/** It comes without types; these are of what is used here. */
declare module 'node-pushnotifications' {
  export default class PushNotifications {
    constructor(settings: object)
    send(tokens: readonly string[], data: object): Promise<readonly { success: number; failure: number }[]>
  }
}

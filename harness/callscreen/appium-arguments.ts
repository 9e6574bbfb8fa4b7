/** Options of the Appium server, as its command line takes them, for the harness and for `wdio run` alike. */
export const appiumArguments = {
  address: '127.0.0.1',
  useDrivers: 'xcuitest',
  logLevel: 'error',
  logNoColors: true,
} as const

import { CallScreenError } from './call-screen-error.ts'

/** Where a WebDriver server is, as WebdriverIO takes it. */
export interface WebDriverAddress {
  readonly protocol: 'http' | 'https'
  readonly hostname: string
  readonly port: number
  readonly path: string
  /** The name and the key of an account with a provider of phones. */
  readonly user?: string
  readonly key?: string
}

/** The ports that a URL need not name. */
const PORTS = { http: 80, https: 443 } as const

/**
 * Takes a URL such as `https://user:key@hub.example.com/wd/hub` apart.
 *
 * @throws CallScreenError `CALL_SCREEN_SETTINGS` for anything but an `http` or `https` URL. The message has no key in it.
 */
export function webDriverAddress(url: string): WebDriverAddress {
  const parsed = URL.parse(url)
  const protocol = parsed?.protocol.slice(0, -1)
  if (!parsed || (protocol !== 'http' && protocol !== 'https'))
    throw new CallScreenError(
      'CALL_SCREEN_SETTINGS',
      `expected where Appium is served, such as http://127.0.0.1:4723 or https://hub.example.com/wd/hub; came ` +
        `${parsed ? `a URL that begins with ${parsed.protocol}` : 'something that is no URL'}`,
    )
  const { hostname, port, pathname, username, password } = parsed
  return {
    protocol,
    hostname,
    port: port === '' ? PORTS[protocol] : Number(port),
    path: pathname,
    ...(username !== '' && { user: decodeURIComponent(username), key: decodeURIComponent(password) }),
  }
}

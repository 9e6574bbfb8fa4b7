import { z } from 'zod'
import { CallScreenError } from '../../harness/callscreen/call-screen-error.ts'
import {
  deviceCapabilities,
  remoteCapabilities,
  simulatorCapabilities,
  virtualCapabilities,
  type AppiumCapabilities,
} from '../../harness/callscreen/capabilities.ts'
import { readCapabilities } from '../../harness/callscreen/read-capabilities.ts'
import { webDriverAddress, type WebDriverAddress } from '../../harness/callscreen/web-driver-address.ts'
import { DEFAULT_RELEASE, releaseVersions } from '../../mocks/iphone/releases.ts'

/** Where `wdio run` finds a phone, and what it asks for. */
export interface WdioTarget {
  readonly name: TargetName
  readonly capabilities: AppiumCapabilities
  /** The server that has the phone; without it WebdriverIO’s Appium service starts one. */
  readonly server?: Partial<WebDriverAddress>
  readonly specs: readonly string[]
}

/** What a variable is, and what it looks like. */
interface VariableRule {
  readonly what: string
  readonly example: string
  readonly form?: RegExp
}

/** The variables that choose a phone. */
const variables = {
  CALLKIT_APP: { what: 'the path or URL of a build for the simulator', example: './build/App.app' },
  CALLKIT_APPIUM_URL: { what: 'where Appium or a Grid is served', example: 'http://127.0.0.1:4444' },
  CALLKIT_CAPABILITIES: { what: 'capabilities as JSON, or a JSON file', example: './capabilities.json' },
  CALLKIT_CLOUD_KEY: { what: 'the key of the account with a provider of phones', example: '…' },
  CALLKIT_CLOUD_USER: { what: 'the account with a provider of phones', example: 'jappleseed' },
  CALLKIT_DEVICE_NAME: { what: 'the name of the simulator', example: 'iPhone 17' },
  CALLKIT_RELEASE: { what: 'the iOS release', example: '18.2', form: /^\d+(?:\.\d+){0,2}$/ },
  CALLKIT_UDID: { what: 'the UDID of the phone', example: '00008140-000123456789801C', form: /^[\w-]+$/ },
  CALLKIT_WDA_BUNDLE_ID: {
    what: 'the bundle identifier of WebDriverAgent',
    example: 'com.example.WebDriverAgentRunner',
  },
  CALLKIT_WDA_URL: { what: 'where WebDriverAgent is served', example: 'http://127.0.0.1:8100', form: /^https?:\/\// },
} as const satisfies Record<string, VariableRule>

type Variable = keyof typeof variables
type Values = Readonly<Partial<Record<Variable, string>>>
type Chosen = Omit<WdioTarget, 'name' | 'specs'>

/** What a target cannot do without, what it takes besides, and what comes of it. */
interface Choice<Needed extends Variable = Variable, Taken extends Variable = Variable> {
  readonly needs: readonly Needed[]
  readonly takes: readonly Taken[]
  readonly specs: readonly string[]
  readonly choose: (values: Readonly<Record<Needed, string> & Partial<Record<Taken, string>>>) => Chosen
}

const anyPhone = ['./suites/wdio/phone.e2e.ts']

const choices = {
  virtual: choice({
    needs: [],
    takes: ['CALLKIT_RELEASE'],
    specs: ['./suites/wdio/*.e2e.ts'],
    // Each worker boots a phone of its own, and knows the address only then.
    choose: ({ CALLKIT_RELEASE: release = DEFAULT_RELEASE }) => ({
      capabilities: virtualCapabilities({
        udid: 'virtual',
        release: modelled(release),
        webDriverAgentUrl: 'http://127.0.0.1',
      }),
    }),
  }),
  simulator: choice({
    needs: ['CALLKIT_DEVICE_NAME', 'CALLKIT_RELEASE'],
    takes: ['CALLKIT_APP', 'CALLKIT_UDID'],
    specs: anyPhone,
    choose: ({ CALLKIT_DEVICE_NAME: deviceName, CALLKIT_RELEASE: release, CALLKIT_UDID: udid, CALLKIT_APP: app }) => ({
      capabilities: simulatorCapabilities({ deviceName, release, udid, app }),
    }),
  }),
  device: choice({
    needs: ['CALLKIT_RELEASE', 'CALLKIT_UDID'],
    takes: ['CALLKIT_WDA_BUNDLE_ID', 'CALLKIT_WDA_URL'],
    specs: anyPhone,
    choose: (values) => ({
      capabilities: deviceCapabilities({
        udid: values.CALLKIT_UDID,
        release: values.CALLKIT_RELEASE,
        webDriverAgentUrl: values.CALLKIT_WDA_URL,
        webDriverAgentBundleId: values.CALLKIT_WDA_BUNDLE_ID,
      }),
    }),
  }),
  remote: choice({
    needs: [],
    takes: ['CALLKIT_APPIUM_URL', 'CALLKIT_CAPABILITIES', 'CALLKIT_CLOUD_KEY', 'CALLKIT_CLOUD_USER', 'CALLKIT_RELEASE'],
    specs: anyPhone,
    choose: (values) => ({ server: serverOf(values), capabilities: remoteCapabilitiesOf(values) }),
  }),
} as const

export type TargetName = keyof typeof choices

/**
 * The target that the environment chooses with `CALLKIT_TARGET`; the virtual iPhone unless told otherwise.
 *
 * @throws CallScreenError `CALL_SCREEN_SETTINGS` for an unknown target, and for a variable that is missing, is not what it
 * should be, or is another target’s.
 */
export function targetOf(environment: NodeJS.ProcessEnv): WdioTarget {
  const name = targetNamed(environment['CALLKIT_TARGET'] ?? 'virtual')
  const { needs, takes, specs, choose } = choices[name]
  const values = given(environment)
  const missing = needs.filter((variable) => values[variable] === undefined)
  if (missing.length > 0) {
    const wanted = missing.map(
      (variable) => `${variable} (${variables[variable].what}, such as ${variables[variable].example})`,
    )
    throw refused(name, wanted.join(' and '), 'not set')
  }
  for (const variable of Object.keys(values) as Variable[])
    if (!needs.includes(variable) && !takes.includes(variable))
      throw refused(name, `only ${[...needs, ...takes].join(', ')}`, `${variable} is set, too`)
  const own = environment['CALLKIT_SPECS']?.split(',').map((spec) => spec.trim())
  return { name, specs: own ?? specs, ...choose(values) }
}

/** {@link targetOf} has made sure that nothing is missing before it lets anybody choose. */
function choice<Needed extends Variable, Taken extends Variable>({
  choose,
  ...rest
}: Choice<Needed, Taken>): Omit<Choice, 'choose'> & { readonly choose: (values: Values) => Chosen } {
  return { ...rest, choose: (values) => choose(values as Parameters<typeof choose>[0]) }
}

function modelled(release: string): string {
  if (releaseVersions.some((version) => version === release)) return release
  throw refused('virtual', `CALLKIT_RELEASE to be one of ${releaseVersions.join(', ')}`, `came ${release}`)
}

function targetNamed(name: string): TargetName {
  const found = z.enum(Object.keys(choices) as TargetName[]).safeParse(name)
  if (found.success) return found.data
  throw new CallScreenError(
    'CALL_SCREEN_SETTINGS',
    `expected CALLKIT_TARGET to be ${Object.keys(choices).join(', ')}; came ${name}`,
  )
}

function given(environment: NodeJS.ProcessEnv): Values {
  const values: Partial<Record<Variable, string>> = {}
  for (const [variable, { what, example, form }] of Object.entries(variables) as [Variable, VariableRule][]) {
    const value = environment[variable]
    if (value === undefined || value === '') continue
    if (form && !form.test(value))
      throw new CallScreenError(
        'CALL_SCREEN_SETTINGS',
        `expected ${variable} to be ${what}, such as ${example}; came ${value}`,
      )
    values[variable] = value
  }
  return values
}

/** Without a URL, WebdriverIO knows a provider of phones by the form of its keys. */
function serverOf({ CALLKIT_APPIUM_URL: url, CALLKIT_CLOUD_USER: user, CALLKIT_CLOUD_KEY: key }: Values) {
  if ((user === undefined) !== (key === undefined))
    throw refused('remote', 'CALLKIT_CLOUD_USER together with CALLKIT_CLOUD_KEY', 'only one of them is set')
  if (url === undefined && user === undefined)
    throw refused(
      'remote',
      `CALLKIT_APPIUM_URL (such as ${variables.CALLKIT_APPIUM_URL.example}), or else CALLKIT_CLOUD_USER and CALLKIT_CLOUD_KEY`,
      'neither is set',
    )
  return {
    ...(url !== undefined && webDriverAddress(url)),
    ...(user !== undefined && key !== undefined && { user, key }),
  }
}

function remoteCapabilitiesOf({ CALLKIT_RELEASE: release, CALLKIT_CAPABILITIES: capabilities }: Values) {
  return remoteCapabilities({ release, capabilities: capabilities === undefined ? {} : readCapabilities(capabilities) })
}

function refused(target: TargetName, expected: string, came: string): CallScreenError {
  return new CallScreenError(
    'CALL_SCREEN_SETTINGS',
    `for CALLKIT_TARGET=${target} expected ${expected}: ${came}. The top of wdio.conf.ts says what there is`,
  )
}

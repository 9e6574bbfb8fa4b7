import { bold, dim, painted, type Page } from '../../../reports/look.ts'
import { explainFault, type Credentials, type Gateway } from '../../../mocks/apns/index.ts'
import { isLoopback } from '../loopback.ts'
import { placeHere, type Place } from '../place.ts'
import { curlCommand } from './curl-command.ts'
import { factLines } from './fact-lines.ts'
import { providerFacts } from './provider-facts.ts'
import { typedPath } from './typed-path.ts'
import type { ApnsSettings } from './settings.ts'

/** Where a client on this machine finds a gateway, whichever address it listens on. */
export function placeOf({ endpoint }: Gateway): Place {
  return placeHere(endpoint)
}

/** The first lines: all that a backend needs to be told, and a push to try. */
export function greeting(
  gateway: Gateway,
  controlUrl: string | undefined,
  credentials: Credentials,
  settings: ApnsSettings,
  page: Page,
): string {
  const { host, port } = placeOf(gateway)
  const [, ...others] = settings.ports
  return [
    `${bold('APNs gateway', page)} ${gateway.environment}, captures to ${typedPath(settings.out)}`,
    ...warnings(settings).map((warning) => painted('deviates', `warning: ${warning}`, page)),
    '',
    ...factLines(
      [
        ['Host', host],
        ['Port', [port, ...others].join(', ')],
        ...providerFacts(credentials, settings.ownKey),
        ...(controlUrl === undefined ? [] : [['Control', controlUrl] as const]),
        ...settings.faults.map((fault) => ['Fault', explainFault(fault)] as const),
      ],
      page,
    ),
    '',
    dim('Try it:', page),
    curlCommand(credentials, { host, port }),
    '',
    dim(settings.command.length > 0 ? 'It ends with the command.' : 'Ctrl-C ends it, with a verdict.', page),
    '',
  ].join('\n')
}

function warnings({ host, redact, out }: ApnsSettings): string[] {
  return [
    ...(isLoopback(host) ? [] : [`it listens on ${host}: whoever reaches this machine can push to it`]),
    ...(redact ? [] : [`${typedPath(out)}/pushes.jsonl gets tokens with which others can push; keep it to yourself`]),
  ]
}

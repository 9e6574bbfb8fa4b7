import { z } from 'zod'
import type { Build, Declaration } from '../../mocks/iphone/apps/app-bundle.ts'
import { callFramework } from '../../mocks/iphone/events.ts'
import { releaseLike, releaseVersions } from '../../mocks/iphone/releases.ts'
import type { PayloadTemplate } from '../provider/payloads.ts'
import { expectedFailure } from './expected-failure.ts'

const template = z.custom<PayloadTemplate>((value) => typeof value === 'function', 'expected a function of a call')

const release = z.string().refine((name) => releaseLike(name) !== undefined, {
  error: ({ input }) =>
    `expected one iOS release of ${releaseVersions.join(', ')}, got ${JSON.stringify(input)}; \`run --release\` takes several`,
})

const build = z.strictObject({
  /** The iOS SDK that the app is built with, such as `18.2`; that of iOS 26 unless given. */
  sdk: z.string().exactOptional(),
  /** `development`, the default, covers TestFlight. */
  distribution: z.enum(['development', 'appStore']).exactOptional(),
  /** The app has `com.apple.developer.pushkit.unrestricted-voip.ptt`. */
  unrestrictedPushToTalk: z.boolean().exactOptional(),
}) satisfies z.ZodType<Build>

/** What an app's `callkit.config.ts` may say. */
export const configSchema = z.strictObject({
  /** The app's entry module, relative to the configuration file. */
  app: z.string().min(1),
  bundleId: z
    .string()
    .regex(/^[A-Za-z0-9.-]+$/, 'a bundle identifier has letters, digits, dots and hyphens')
    .default('com.example.voip'),
  displayName: z.string().default('VoIP'),
  /** iOS release to test against, such as `18.2`: one, which every command takes. */
  release: release.optional(),
  /** The app's own payload for a call; Apple's article's (`UUID`, `identifier`) unless given. */
  payload: template.optional(),
  /** What the app's notification service extension hands on for a call; the payload of a push unless given. */
  extensionPayload: template.optional(),
  /** Whether the app takes calls over Local Push Connectivity. Without it scenarios with such calls do not apply. */
  supportsLocalPush: z.boolean().default(false),
  /** Whether the app is offered in mainland China, where apps may not use CallKit. */
  offeredInChina: z.boolean().default(false),
  /** The link that makes the app place a call to a handle. Without it scenarios with outgoing calls do not apply. */
  startCallURL: z.custom<(handle: string) => string>((value) => typeof value === 'function').optional(),
  /** The link that makes the app hang up a call in its own window. Without it such scenarios do not apply. */
  endCallURL: z.custom<(uuid: string) => string>((value) => typeof value === 'function').optional(),
  /** Whether users can choose the app for calls, since iOS 18.2: then it is opened with telephone numbers. */
  defaultCallingApp: z.boolean().default(false),
  /** What the app's build does not declare although a calling app has to: entitlements and background modes. */
  lacks: z
    .array(
      z.enum([
        'apsEnvironment',
        'callKitEntitlement',
        'callKitFramework',
        'callingAppEntitlement',
        'dialingAppEntitlement',
        'notificationFilteringEntitlement',
        'voipBackgroundMode',
      ] satisfies Declaration[]),
    )
    .default([]),
  /** How the app is built, as far as the system treats builds differently. */
  build: build.default({}),
  /** Whether the app lets calls be held. */
  supportsHolding: z.boolean().default(true),
  /**
   * The link that makes the app mute its calls, or unmute them, as its own window would. An app that has one lets its
   * microphone be seen: it mutes `AVAudioEngine.inputNode`.
   */
  muteURL: z.custom<(muted: boolean) => string>((value) => typeof value === 'function').optional(),
  /** Whether the app lets the system translate its calls, since iOS 26. */
  supportsTranslation: z.boolean().default(false),
  /**
   * Whether the app talks to a server of its own, which is up while it is tested. Without the backend that the phone
   * brings, scenarios that play the other side of a call, or script what the backend does, do not apply.
   */
  ownServer: z.boolean().default(false),
  /** What the app reports its calls through. */
  framework: callFramework.default('CallKit'),
  /** When the app fulfills an answer: the two customs that the field disagrees on. */
  answerPolicy: z.enum(['fulfill-when-connected', 'fulfill-at-once']).default('fulfill-when-connected'),
  /** A profile of the phone's call screen, as `callkit-conformance profile` records it, to try before those built in. */
  callScreen: z.strictObject({ profile: z.string().min(1) }).optional(),
  /** Beside those of `expected-failures.json`, which `run --update-expected` writes. */
  expectedFailures: z.array(expectedFailure).default([]),
})

/** What a configuration file says. */
export type CallkitConfigInput = z.input<typeof configSchema>
/** A configuration with everything filled in. */
export type CallkitConfig = z.output<typeof configSchema>

/**
 * Types a configuration.
 *
 * @example
 * export default defineConfig({ app: './app.ts', payload: ({ uuid, handle }) => ({ callId: uuid, from: handle }) })
 */
export function defineConfig(config: CallkitConfigInput): CallkitConfigInput {
  return config
}

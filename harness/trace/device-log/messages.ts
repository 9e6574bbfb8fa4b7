/** What a line of a device log means for a trace. */
export type LogMeaning =
  | 'delivering'
  | 'delivery asked for'
  | 'launched'
  | 'killed'
  | 'blocked'
  | 'exception'
  | 'not linked'
  | 'crash report'
  | 'report refused'
  | 'push-to-talk'
  | 'hint'
  | 'delegate of local push missing'

/** A message of the system that says something about incoming calls. */
export interface LogMessage {
  readonly means: LogMeaning
  /** A part of the text that does not change; the rest has addresses, names and `<private>`. */
  readonly text: RegExp
  /** Whose line it is; whoever prints an exception or a crash varies. */
  readonly process?: 'callservicesd'
  /** Evidence tier, as in the catalogue of rules. */
  readonly evidence: 'A' | 'B' | 'D' | 'E'
  /** Whether somebody has published such a line, or it only stands in the program as others have decompiled it. */
  readonly seen: 'captured' | 'binary'
  /** Keys of sources. */
  readonly sources: readonly string[]
}

/** Every message that is understood. `fulfill`, `fail` and time-outs have none that is known: they take a trace. */
export const logMessages = [
  {
    means: 'delivering',
    text: /Delivering \d+ VoIP payload\(s\) to application/,
    process: 'callservicesd',
    evidence: 'B',
    seen: 'captured',
    sources: ['D801446'],
  },
  {
    means: 'delivery asked for',
    text: /Asked to deliver message .*? to application/,
    process: 'callservicesd',
    evidence: 'B',
    seen: 'captured',
    sources: ['D799024'],
  },
  {
    means: 'launched',
    text: /Successfully launched application with bundle identifier/,
    process: 'callservicesd',
    evidence: 'B',
    seen: 'captured',
    sources: ['D799024'],
  },
  {
    means: 'killed',
    text: /Killing VoIP app\b/,
    process: 'callservicesd',
    evidence: 'B',
    seen: 'captured',
    sources: ['D801446', 'LPC'],
  },
  {
    means: 'blocked',
    text: /will not be launched because it failed to report an incoming call/,
    process: 'callservicesd',
    evidence: 'D',
    seen: 'binary',
    sources: ['RECS'],
  },
  {
    means: 'push-to-talk',
    text: /must be updated to use the new PushToTalk framework/,
    process: 'callservicesd',
    evidence: 'D',
    seen: 'binary',
    sources: ['RECS'],
  },
  {
    // Older and newer releases end the sentence in different words.
    means: 'exception',
    text: /Killing app because it never posted an incoming call/,
    evidence: 'B',
    seen: 'captured',
    sources: ['D801446'],
  },
  {
    means: 'not linked',
    text: /PushKit apps that use VoIP push must link the CallKit/,
    evidence: 'D',
    seen: 'binary',
    sources: ['REPK'],
  },
  {
    means: 'crash report',
    text: /(?:Termination|EXC_CRASH|\bCode\b|Namespace).*?(?:0xbaadca11|\b3131951633\b)/i,
    evidence: 'A',
    seen: 'captured',
    sources: ['XC', 'D124517'],
  },
  {
    means: 'report refused',
    text: /Error Domain=(com\.apple\.CallKit\.error(?:\.incomingcall)?) Code=(\d+)/,
    evidence: 'B',
    seen: 'captured',
    sources: ['D65144'],
  },
  {
    // The first spelling is Apple's own.
    means: 'hint',
    text: /Apps (?:receving|receiving) VoIP pushes must post an incoming call/,
    evidence: 'E',
    seen: 'captured',
    sources: [],
  },
  {
    means: 'delegate of local push missing',
    text: /NEAppPushManager app has not set the delegate/,
    evidence: 'E',
    seen: 'captured',
    sources: ['LPC'],
  },
] as const satisfies readonly LogMessage[]

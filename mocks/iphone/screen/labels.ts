/** What can be read on the call screen, and what a screen reader says of its controls. */
const english = {
  add: 'add call',
  answer: 'Answer call',
  accept: 'Accept',
  callEnded: 'Call Ended',
  calling: 'calling…',
  compactCall: 'Return to call',
  connecting: 'connecting…',
  decline: 'Decline',
  end: 'End call',
  endAndAccept: 'End & Accept',
  hideKeypad: 'Hide',
  hold: 'hold',
  holdAndAccept: 'Hold & Accept',
  incomingCall: 'Incoming call',
  incomingVideoCall: 'Incoming video call',
  keypad: 'keypad',
  merge: 'merge calls',
  message: 'Message',
  mute: 'mute',
  onHold: 'On Hold',
  private: 'Private',
  remindMe: 'Remind Me',
  slideToAnswer: 'slide to answer',
  speaker: 'speaker',
  swap: 'swap',
  swipeUpToOpen: 'swipe up to open',
} as const satisfies Record<string, string>

/** The name of a text, whatever language it is shown in. */
export type LabelKey = keyof typeof english

const german: Readonly<Record<LabelKey, string>> = {
  add: 'Hinzufügen',
  answer: 'Anruf annehmen',
  accept: 'Annehmen',
  callEnded: 'Anruf beendet',
  calling: 'wählen …',
  compactCall: 'Zurück zum Anruf',
  connecting: 'verbinden …',
  decline: 'Ablehnen',
  end: 'Anruf beenden',
  endAndAccept: 'Beenden & annehmen',
  hideKeypad: 'Ausblenden',
  hold: 'Halten',
  holdAndAccept: 'Halten & annehmen',
  incomingCall: 'Eingehender Anruf',
  incomingVideoCall: 'Eingehender Videoanruf',
  keypad: 'Ziffernblatt',
  merge: 'Konferenz',
  message: 'Nachricht',
  mute: 'Stumm',
  onHold: 'Gehalten',
  private: 'Privat',
  remindMe: 'Erinnern',
  slideToAnswer: 'Zum Annehmen streichen',
  speaker: 'Lautsprecher',
  swap: 'Wechseln',
  swipeUpToOpen: 'Zum Öffnen nach oben streichen',
}

const simplifiedChinese: Readonly<Record<LabelKey, string>> = {
  add: '添加通话',
  answer: '接听来电',
  accept: '接受',
  callEnded: '通话已结束',
  calling: '正在呼叫…',
  compactCall: '返回通话',
  connecting: '正在连接…',
  decline: '拒绝',
  end: '结束通话',
  endAndAccept: '结束并接听',
  hideKeypad: '隐藏',
  hold: '保留',
  holdAndAccept: '保留并接听',
  incomingCall: '来电',
  incomingVideoCall: '视频来电',
  keypad: '拨号键盘',
  merge: '合并通话',
  message: '信息',
  mute: '静音',
  onHold: '保留中',
  private: '私密',
  remindMe: '提醒我',
  slideToAnswer: '滑动来接听',
  speaker: '扬声器',
  swap: '切换',
  swipeUpToOpen: '向上轻扫以打开',
}

/**
 * The texts by language (BCP 47). Evidence tier E for the English ones that published UI tests and hierarchy dumps name
 * (`answer`, `accept`, `decline`, `message`, `remindMe`), for the Chinese 接受 and 拒绝, and for what the accessibility bundle of InCallService has
 * a key for (`end`, `mute`, `speaker`, `slideToAnswer`); F for all others: they follow Apple's user guides and are
 * unverified on hardware.
 */
export const LABELS = { en: english, de: german, 'zh-Hans': simplifiedChinese } as const satisfies Record<
  string,
  Readonly<Record<LabelKey, string>>
>

/** A language that the phone can be set to. */
export type Language = keyof typeof LABELS

export const DEFAULT_LANGUAGE: Language = 'en'

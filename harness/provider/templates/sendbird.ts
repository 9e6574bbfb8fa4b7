import type { ProviderTemplate } from './provider-template.ts'

const person = (id: string, nickname: string, role: string) => ({
  is_active: true,
  metadata: {},
  nickname,
  profile_url: `https://example.com/profiles/${id}.png`,
  role,
  user_id: id,
})

/** The largest shape that is known. */
export const sendbird = {
  name: 'sendbird',
  provider: 'Sendbird Calls',
  source: 'payloads in public issues of Sendbird’s quickstarts',
  notes: 'the call’s UUID is four levels deep; carries TURN credentials and a token, which captures redact',
  call: {
    aps: { alert: '{{displayName}} is calling you', category: 'SENDBIRD_CALL', 'mutable-content': 1, sound: 'default' },
    sendbird_call: {
      command: {
        cmd: 'SGNL',
        delivery_info: { type: 'push' },
        message_id: '{{uuid.hex}}',
        payload: {
          call_id: '{{uuid}}',
          callee: person('alice', 'Alice', 'dc_callee'),
          caller: person('{{handle}}', '{{displayName}}', 'dc_caller'),
          constraints: { audio: true, video: '{{hasVideo}}' },
          custom_items: {},
          is_video_call: '{{hasVideo}}',
          sbcall_short_lived_token: 'invented-short-lived-token',
          turn_credential: {
            password: 'invented-password',
            transaction_policy: 'all',
            turn_urls: ['turn:turn.example.com:3478?transport=udp', 'turns:turn.example.com:5349?transport=tcp'],
            username: '{{expires}}:alice',
          },
        },
        sequence_number: 1,
        type: 'dial',
        version: 1,
      },
      is_voip: true,
      push_alert: '{{displayName}} is calling you',
      push_sound: 'default',
      receiver_type: 'user',
      user_id: 'alice',
    },
  },
} as const satisfies ProviderTemplate

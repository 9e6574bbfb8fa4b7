import { randomUUID } from 'node:crypto'
import type { VirtualIphone } from '../../mocks/iphone/virtual-iphone.ts'
import type { StagePhone } from './stage.ts'

/** What a scenario can do to a virtual iPhone and to the app under test on it. */
export function stagePhone(iphone: VirtualIphone, bundleId: string): StagePhone {
  return {
    resetCallServices: () => iphone.resetCallServices(),
    setAirplaneMode: (on) => iphone.setAirplaneMode(on),
    setSettings: (settings) => iphone.setSettings(settings),
    receiveCellularCall: (handle) => void iphone.receiveCellularCall(handle),
    endCellularCall: () => void iphone.endCellularCall(),
    invalidateToken: () => void iphone.invalidateToken(bundleId),
    replaceToken: () => void iphone.replaceToken(bundleId),
    setTranslating: (uuid, translating, languages) => iphone.controls.setTranslating(uuid, translating, languages),
    reclaimMemory: () => void iphone.reclaimMemory(bundleId),
    reboot: () => iphone.reboot(),
    deliverLocally: (userInfo) => iphone.deliver(bundleId, localPush(userInfo)),
    handOff: (payload) => iphone.handOff(bundleId, payload),
  }
}

function localPush(userInfo: Readonly<Record<string, unknown>>) {
  const bytes = Buffer.byteLength(JSON.stringify(userInfo))
  return { push: randomUUID(), payload: userInfo, bytes, local: true } as const
}

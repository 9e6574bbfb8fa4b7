import type { Check } from './check.ts'

export const methodIsPost: Check = (request) => (request.method === 'POST' ? undefined : { reason: 'MethodNotAllowed' })

export const pathIsDevice: Check = (request) => {
  if (request.deviceToken === undefined) return { reason: 'BadPath' }
  return request.deviceToken === '' ? { reason: 'MissingDeviceToken' } : undefined
}

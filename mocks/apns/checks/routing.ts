import type { Check } from './check.ts'

/** A gateway that ends refuses the requests that were under way; new streams it does not take. */
export const gatewayIsAvailable: Check = (_request, { availability: { state } }) => {
  switch (state) {
    case 'available':
      return undefined
    case 'unavailable':
      return { reason: 'ServiceUnavailable' }
    case 'shutting down':
      return { reason: 'Shutdown' }
  }
}

export const methodIsPost: Check = (request) => (request.method === 'POST' ? undefined : { reason: 'MethodNotAllowed' })

export const pathIsDevice: Check = (request) => {
  if (request.deviceToken === undefined) return { reason: 'BadPath' }
  return request.deviceToken === '' ? { reason: 'MissingDeviceToken' } : undefined
}

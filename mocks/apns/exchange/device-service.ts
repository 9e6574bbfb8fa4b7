import { randomUUID } from 'node:crypto'
import { checkOrder } from '../checks/order.ts'
import type { Device, DevicePush } from '../devices/device-registry.ts'
import { isPushType } from '../push-types.ts'
import { refusal, type Service } from './answer.ts'
import type { GatewayRequest } from './gateway-request.ts'
import { judge } from './judge.ts'

/** `POST /3/device/…`: a push to a device. */
export const deviceService: Service = (request, gateway, id) => {
  const { refusal: refused, authenticated, violations } = judge(request, gateway, checkOrder)
  const headers = { 'apns-id': id }
  if (refused) return refusal(refused, { authenticated, headers, ...(violations && { violations }) })
  const device = gateway.devices.find(request.deviceToken ?? '')
  const uniqueId = request.environment === 'development' && { 'apns-unique-id': randomUUID() }
  return {
    status: 200,
    headers: { ...headers, ...uniqueId },
    authenticated,
    ...(device && { afterwards: () => gateway.delivery.accept(device, devicePush(request, device, id)) }),
  }
}

function devicePush(request: GatewayRequest, device: Device, push: string): DevicePush {
  const expiration = request.header('apns-expiration')
  const collapseId = request.header('apns-collapse-id')
  const pushType = request.header('apns-push-type') ?? ''
  return {
    push,
    payload: request.payload,
    bytes: request.bytes,
    topic: device.topic,
    pushType: isPushType(pushType) ? pushType : device.pushType,
    priority: Number(request.header('apns-priority') ?? 10),
    ...(expiration !== undefined && { expiration: Number(expiration) }),
    ...(collapseId !== undefined && { collapseId }),
  }
}

import { randomUUID } from 'node:crypto'
import type { Clock } from '../../clock/clock.ts'
import type { GatewayState } from '../checks/check.ts'
import type { DevicePush } from '../devices/device-push.ts'
import type { Device } from '../devices/device.ts'
import { isPushType, typeOfTopic } from '../push-types.ts'
import type { GatewayRequest } from './gateway-request.ts'
import { judgingService } from './judging-service.ts'

/** `POST /3/device/…`: a push to a device. */
export const deviceService = judgingService({
  checks: ({ deviceChecks }) => deviceChecks,
  idHeader: 'apns-id',
  accept: (request, gateway, id) => {
    const device = deviceOf(request, gateway)
    return {
      status: 200,
      ...(request.environment === 'development' && { headers: { 'apns-unique-id': randomUUID() } }),
      afterwards: () => gateway.delivery.accept(device, devicePush(request, device, id, gateway.clock)),
    }
  },
})

/** Only a push that nothing else is wrong with makes its token known. */
function deviceOf(request: GatewayRequest, { devices }: GatewayState): Device {
  const { deviceToken: token = '', topic = '', environment } = request
  return devices.find(token) ?? devices.registerStranger({ token, topic, pushType: pushTypeOf(request), environment })
}

function devicePush(request: GatewayRequest, device: Device, push: string, clock: Clock): DevicePush {
  const expiration = request.header('apns-expiration')
  const collapseId = request.header('apns-collapse-id')
  return {
    push,
    payload: request.payload,
    bytes: request.bytes,
    topic: device.topic,
    pushType: request.header('apns-push-type') === undefined ? device.pushType : pushTypeOf(request),
    priority: Number(request.header('apns-priority') ?? 10),
    ...(expiration !== undefined && { expiration: Number(expiration) }),
    ...(collapseId !== undefined && { collapseId: utf8(collapseId) }),
    acceptedAt: (device.clock ?? clock).now(),
  }
}

function pushTypeOf(request: GatewayRequest) {
  const type = request.header('apns-push-type') ?? ''
  return isPushType(type) ? type : typeOfTopic(request.topic ?? '')
}

/** Node hands header values over with one character per byte. */
function utf8(value: string): string {
  return Buffer.from(value, 'latin1').toString()
}

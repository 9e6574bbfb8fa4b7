export {
  PKPushRegistry,
  PKPushType,
  type PKPushCredentials,
  type PKPushPayload,
  type PKPushRegistryDelegate,
} from './push-registry.ts'

export {
  PKPushRegistry,
  PKPushType,
  type PKPushCredentials,
  type PKPushPayload,
  type PKPushRegistryDelegate,
  type PKVoIPPushMetadata,
} from './push-registry.ts'

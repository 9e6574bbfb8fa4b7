export { NEAppPushManager, type NEAppPushDelegate } from './app-push-manager.ts'

export type { UIApplication, UIApplicationDelegate } from './application.ts'

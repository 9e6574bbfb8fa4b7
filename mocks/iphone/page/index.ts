export { PhonePages, type PageDevice } from './phone-pages.ts'

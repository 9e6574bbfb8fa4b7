export { SKPaymentQueue } from './payment-queue.ts'
export { Storefront } from './storefront.ts'

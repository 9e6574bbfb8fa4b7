export { Storefront } from './storefront.ts'

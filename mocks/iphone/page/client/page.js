// What a page around phones, such as the one of `serve`, is made of.
export { followAppearance } from './appearance.js'
export { live } from './live.js'
export { make } from './make.js'
export { Phone } from './phone.js'

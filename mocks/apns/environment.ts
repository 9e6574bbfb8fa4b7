/** Apple's two worlds of device tokens and push certificates. */
export type Environment = 'development' | 'production'

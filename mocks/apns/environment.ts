/** Apple's two worlds of device tokens and push certificates. */
export type Environment = 'development' | 'production'

/** Where a key or a certificate of a provider is good. */
export type EnvironmentScope = Environment | 'both'

export { WebDriverAgent, type WebDriverAgentOptions } from './web-driver-agent.ts'
export { WebDriverError, type WebDriverErrorCode } from './web-driver-error.ts'
export { xmlSource } from './xml-source.ts'

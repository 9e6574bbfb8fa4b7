export { WebDriverAgent, type WebDriverAgentOptions } from './web-driver-agent.ts'
export { WebDriverAgents } from './web-driver-agents.ts'
export { WebDriverError, type WebDriverErrorCode } from './web-driver-error.ts'
export { xmlSource } from './xml-source.ts'

import type { AgentAnswer } from './agent-answer.ts'

const HEALTHY = '<!DOCTYPE html><html><title>Health Check</title><body><p>I-AM-ALIVE</p></body></html>'

/** Its title tells the place of a click; the driver did calibrate with it once. */
const CALIBRATION =
  '<html><title>{"x":null,"y":null}</title><header><script>document.addEventListener("click",' +
  'function(e){document.title=JSON.stringify({x:e.clientX,y:e.clientY})})</script></header></html>'

/** What WebDriverAgent's server answers by itself, as text and without a queue (`FBWebServer.m`). */
export function serverPage(path: string, shutDown: () => void): AgentAnswer | undefined {
  switch (path.toLowerCase()) {
    case '/health':
      return { status: 200, body: HEALTHY }
    case '/calibrate':
      return { status: 200, body: CALIBRATION }
    case '/wda/shutdown':
      return { status: 200, body: 'Shutting down', afterwards: shutDown }
    default:
      return undefined
  }
}

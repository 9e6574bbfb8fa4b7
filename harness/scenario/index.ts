/** Write scenarios of your own: `callkit-conformance/vitest`. */
export { capturesToReplay } from './captures-to-replay.ts'
export { conformance } from './conformance.ts'
export { ConformanceAssertionError } from './conformance-assertion-error.ts'
export { ScenarioBrokenError } from './scenario-broken-error.ts'
export type { Need, ScenarioOptions } from './scenario.ts'
export type { DialledCall, DialOptions } from './scene-caller.ts'
export type { Scene } from './scene.ts'
export { tags as conformanceTags, type Tag } from './tags.ts'

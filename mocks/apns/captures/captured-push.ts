import type { CapturedPush } from './capture.ts'

/** The bytes of a captured push's body. */
export function bodyOf({ body, bodyBase64 }: CapturedPush): Buffer {
  return bodyBase64 === undefined ? Buffer.from(body ?? '') : Buffer.from(bodyBase64, 'base64')
}

/** The first value of a header, by its name in lower case. */
export function headerOf({ headers }: CapturedPush, name: string): string | undefined {
  return headers.find(([each]) => each === name)?.[1]
}

/** What follows `/3/device/`: a device token, redacted or not; `undefined` for any other path. */
export function deviceTokenOf(push: CapturedPush): string | undefined {
  return /^\/3\/device\/(.*)$/s.exec(headerOf(push, ':path') ?? '')?.[1]
}

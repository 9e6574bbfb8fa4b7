import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { FrameSplitter } from './frame-splitter.ts'
import { makeFrame, type Frame } from './frame.ts'

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')

const frame = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(0x7fff_ffff), fc.uint8Array({ maxLength: 100 }))
  .map(([type, flags, streamId, payload]) => makeFrame(type, flags, streamId, Buffer.from(payload)))

function split(splitter: FrameSplitter, bytes: Buffer, sizes: readonly number[]): (Frame | Buffer)[] {
  const parts: (Frame | Buffer)[] = []
  for (let start = 0, turn = 0; start < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    parts.push(...splitter.push(bytes.subarray(start, start + size)))
    start += size
  }
  return parts
}

const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 })

test('frames come out whole, however the network has cut them', () => {
  fc.assert(
    fc.property(fc.array(frame), sizes, (frames, cuts) => {
      const bytes = Buffer.concat([PREFACE, ...frames.map((each) => each.bytes)])
      expect(split(new FrameSplitter('client'), bytes, cuts)).toEqual([PREFACE, ...frames])
    }),
    { seed: 9113 },
  )
})

test('bytes that are no HTTP/2 come out as they went in', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: PREFACE.length, maxLength: 200 }), sizes, (noise, cuts) => {
      const bytes = Buffer.from(noise)
      const parts = split(new FrameSplitter('client'), bytes, cuts)
      expect(Buffer.concat(parts.map((part) => (Buffer.isBuffer(part) ? part : part.bytes)))).toEqual(bytes)
    }),
    { seed: 9113 },
  )
})

test('a frame beyond the maximum size is not waited for', () => {
  const header = Buffer.from([0, 0x40, 1, 0, 0, 0, 0, 0, 1])
  expect(new FrameSplitter('server').push(header)).toEqual([header])
})

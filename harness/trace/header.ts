import { z } from 'zod'

/** The version of the trace format that this harness writes. */
export const TRACE_VERSION = 1

/** The first line of a trace file: what the events are about. */
export const traceHeader = z.object({
  trace: z.literal(TRACE_VERSION),
  /** Id of the scenario, such as `incoming/terminated`. Absent in a trace of a free session. */
  scenario: z.string().optional(),
  app: z.string(),
  target: z.string(),
  /** iOS release, such as `18.2`. */
  release: z.string(),
  /** Calendar time that belongs to the start of the recording. */
  startedAt: z.iso.datetime(),
})
export type TraceHeader = z.infer<typeof traceHeader>

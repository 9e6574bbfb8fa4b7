import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { RealClock } from '../../../../mocks/clock/real-clock.ts'
import { DirectCallScreen } from '../../../callscreen/direct.ts'
import { knownProfiles } from '../../../callscreen/selectors.ts'
import { loadSubject, type Subject } from '../../../config/load-subject.ts'
import { Recorder } from '../../../trace/recorder.ts'
import { PushLine } from '../../push-line.ts'
import { PhoneSlot } from '../phone-slot.ts'
import { ServedStage } from '../served-stage.ts'
import { StageServer } from '../stage-server.ts'

const reference = fileURLToPath(new URL('../../../../fixtures/apps/reference', import.meta.url))

/** Phones behind a stage server in this process, with the app on them, and scenarios' ends of stages on them. */
export async function servedPhones({
  count = 1,
  app = reference,
  heartbeatMs = 5000,
  isCalled = (host: string) => host === '127.0.0.1',
}: { count?: number; app?: string; heartbeatMs?: number; isCalled?: (host: string) => boolean } = {}) {
  await using resources = new AsyncDisposableStack()
  const clock = new RealClock()
  const subject = await loadSubject(app)
  const line = resources.use(await PushLine.open())
  const slots: PhoneSlot[] = []
  for (let index = 0; index < count; index++)
    slots.push(
      resources.use(await PhoneSlot.open({ udid: `served-${index}`, release: '18.2', subject, clock, ...line })),
    )
  const server = createServer()
  const stages = new StageServer({ slots, clock, isCalled, heartbeatMs })
  server.on('upgrade', (request, socket, head) => stages.upgrade(request, socket, head))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  resources.defer(async () => {
    const closed = once(server, 'close')
    server.close()
    await closed
  })
  resources.use(stages)
  const { port } = server.address() as AddressInfo
  const root = `ws://127.0.0.1:${port}`
  const kept = resources.move()
  return {
    slots,
    subject,
    root,
    urlOf: (slot: PhoneSlot) => root + StageServer.pathOf(slot.udid),
    callScreenOf: ({ device, release }: PhoneSlot) =>
      new DirectCallScreen({ ...device, profiles: knownProfiles({ release }) }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

export type ServedPhones = Awaited<ReturnType<typeof servedPhones>>

/** A stage on a served phone, and what is recorded of it at our end. Our clock began at another moment than the phone's. */
export async function openStage(
  phones: ServedPhones,
  {
    slot = phones.slots[0],
    ...other
  }: { slot?: PhoneSlot | undefined; url?: string; release?: string; subject?: Subject } = {},
) {
  if (!slot) throw new TypeError('expected at least one phone')
  const clock = new LateClock()
  const header = { app: 'app', target: 'virtual', release: '18.2', startedAt: '2026-01-01T00:00:00Z' }
  const recorder = new Recorder({ clock, header })
  const stage = await ServedStage.open({
    url: phones.urlOf(slot),
    subject: phones.subject,
    release: '18.2',
    time: 'real',
    clock,
    recorder,
    callScreen: phones.callScreenOf(slot),
    ...other,
  })
  const happens = (name: string) => clock.until(() => recorder.events.some((event) => event.name === name), 5000, name)
  return { stage, recorder, clock, happens, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() }
}

/** As on another machine, whose clock has another origin. */
class LateClock extends RealClock {
  override now(): number {
    return super.now() + 1_000_000
  }
}

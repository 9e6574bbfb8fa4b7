import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { RealClock } from '../../clock/real-clock.ts'
import { typescriptCommand } from '../../frameworks/typescript/host/typescript-command.ts'
import type { PhoneEvent } from '../events.ts'
import { App } from './app.ts'
import { ChildProcessHost, type Command } from './child-process.ts'

const BUNDLE = 'com.example.puppet'
const puppet = typescriptCommand(
  fileURLToPath(new URL('../../frameworks/typescript/testing/puppet-app.ts', import.meta.url)),
)
const script = (code: string): Command => ({ command: process.execPath, args: ['--input-type=module', '-e', code] })

/** Speaks the handshake, and then runs `code` with the socket at hand. */
const handshaken = (code: string) =>
  script(`
    import { createConnection } from 'node:net'
    import { createInterface } from 'node:readline'
    const socket = createConnection(process.env.CALLKIT_LINK)
    const say = (message) => socket.write(JSON.stringify({ ...message, t: performance.now() }) + '\\n')
    say({ type: 'hello', version: 1, launch: process.env.CALLKIT_LAUNCH, pid: process.pid })
    createInterface({ input: socket }).on('line', (line) => {
      const message = JSON.parse(line)
      if (message.type === 'clock.ping') say({ type: 'clock.pong', ping: message.ping })
      if (message.type === 'welcome') { ${code} }
    })
    setInterval(() => {}, 1000)`)

function install(command: Command, { launchWaitMs = 10_000, environment = {} } = {}) {
  const clock = new RealClock()
  const events: PhoneEvent[] = []
  const emit = (event: PhoneEvent) => {
    events.push(event)
    clock.poke()
  }
  const host = new ChildProcessHost(command)
  const app = new App(
    { bundleId: BUNDLE, displayName: 'Puppet', urlSchemes: [], host, environment },
    {
      clock,
      launchWaitMs,
      emit,
      calls: () => [],
      surroundings: () => ({ release: '18.2', storefront: 'USA' }),
      message: (_, { type }) => emit({ name: 'app.log', bundleId: BUNDLE, stream: 'stdout', line: `said ${type}` }),
      died: () => {},
    },
  )
  const named = <Name extends PhoneEvent['name']>(name: Name) =>
    events.filter((event): event is Extract<PhoneEvent, { name: Name }> => event.name === name)
  return {
    app,
    events,
    named,
    lines: () => named('app.log').map(({ line }) => line),
    tell: (command: string) => app.send({ type: 'application.openURL', url: `puppet://${command}` }),
    until: (condition: () => boolean, what: string) => clock.until(condition, 8000, what),
    async [Symbol.asyncDispose]() {
      app.terminate({ by: 'user', code: 'SIGKILL', reason: 'the test is over' })
      await host.close()
    },
  }
}

/** Whether there is such a process that can do anything: one that has died and waits to be collected cannot. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('an app starts, shakes hands and registers', async () => {
  await using stand = install(puppet)
  await stand.app.launch('user')
  expect(stand.app).toMatchObject({ state: 'foreground', isOpen: true, pid: expect.any(Number) })
  expect(stand.named('app.launch')).toMatchObject([{ pid: stand.app.pid, reason: 'user', state: 'foreground' }])
  expect(stand.named('link.open')).toMatchObject([{ pid: stand.app.pid }])
  await stand.until(() => stand.lines().includes('said PKPushRegistry.desiredPushTypes'), 'the registration')
})

test.each([
  { what: 'crashes at start', env: { PUPPET_AT_START: 'crash' }, tell: [], reason: 'Error: boom at start' },
  { what: 'crashes in a callback', env: {}, tell: ['crash'], reason: 'TypeError: boom in a callback' },
  { what: 'rejects a promise that nobody handles', env: {}, tell: ['reject'], reason: 'Error: boom in a promise' },
])('an app that $what has ended by itself, with its last words', async ({ env, tell, reason }) => {
  await using stand = install(puppet, { environment: env })
  await stand.app.launch('user')
  for (const each of tell) stand.tell(each)
  await stand.until(() => stand.app.state === 'terminated', 'the crash')
  expect(stand.named('app.terminate')).toMatchObject([{ by: 'app', code: 'exit code 1', reason }])
})

test('an app that exits says its code, and can be launched again', async () => {
  await using stand = install(puppet)
  await stand.app.launch('push')
  const { pid } = stand.app
  stand.tell('exit/3')
  await stand.until(() => stand.app.state === 'terminated', 'the exit')
  expect(stand.named('app.terminate')).toMatchObject([{ by: 'app', code: 'exit code 3', reason: 'it said nothing' }])
  await stand.app.launch('push')
  expect(stand.app).toMatchObject({ state: 'background', isOpen: true })
  expect(stand.app.pid).not.toBe(pid)
})

test('a suspended app does nothing, and a killed one never again', async () => {
  await using stand = install(puppet)
  await stand.app.launch('user')
  await stand.until(() => stand.lines().length > 0, 'the registration')
  stand.app.enter('suspended')
  stand.tell('print/too%20early')
  stand.app.enter('foreground')
  stand.tell('print/awake')
  await stand.until(() => stand.lines().includes('awake'), 'the app to be awake')
  // The order shows that nothing was lost; that nothing came while it slept is for the next assertion.
  expect(stand.lines().filter((line) => line === 'too early' || line === 'awake')).toEqual(['too early', 'awake'])
  const { pid } = stand.app
  stand.app.enter('suspended')
  stand.tell('print/never')
  expect(stand.app.terminate({ by: 'system', code: '0xBAADCA11', reason: 'test' })).toBe(true)
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false))
  expect(stand.lines()).not.toContain('never')
  expect(stand.named('app.terminate')).toMatchObject([{ by: 'system', code: '0xBAADCA11' }])
})

test('an app that never connects is given up', async () => {
  await using stand = install(script('setInterval(() => {}, 1000)'), { launchWaitMs: 300 })
  await stand.app.launch('push')
  expect(stand.app).toMatchObject({ state: 'terminated', isOpen: false })
  expect(stand.named('app.terminate')).toMatchObject([
    { by: 'system', code: 'launch timeout', reason: 'no handshake within 300 ms of launch' },
  ])
})

test('a program that cannot be started is no app', async () => {
  await using stand = install({ command: '/nowhere/to/be/found', args: [] })
  await stand.app.launch('user')
  expect(stand.named('app.terminate')).toMatchObject([
    {
      by: 'app',
      code: 'not started',
      reason: expect.stringMatching(/^cannot start \/nowhere\/to\/be\/found: .*ENOENT/),
    },
  ])
})

test('an app that closes its link and stays is ended', async () => {
  await using stand = install(handshaken('socket.end()'))
  await stand.app.launch('user')
  await stand.until(() => stand.app.state === 'terminated', 'the end')
  expect(stand.named('link.close')).toHaveLength(1)
  expect(stand.named('app.terminate')).toMatchObject([{ by: 'system', code: 'link closed' }])
})

test('an app that says something that is no message is told on, and still heard', async () => {
  await using stand = install(handshaken(`socket.write('Hello, phone!\\n'); say({ type: 'AVAudioEngine.start' })`))
  await stand.app.launch('user')
  await stand.until(() => stand.lines().includes('said AVAudioEngine.start'), 'the message after the garbage')
  expect(stand.named('link.garbage')).toMatchObject([{ excerpt: 'Hello, phone!' }])
})

test('an app of another version is refused with what both speak', async () => {
  const code = `
    import { createConnection } from 'node:net'
    createConnection(process.env.CALLKIT_LINK).write(
      JSON.stringify({ type: 'hello', t: 0, version: 99, launch: process.env.CALLKIT_LAUNCH, pid: process.pid }) + '\\n')`
  await using stand = install(script(code))
  await stand.app.launch('user')
  expect(stand.named('link.garbage')).toMatchObject([{ reason: 'the app speaks link version 99, this phone speaks 1' }])
  expect(stand.app.state).toBe('terminated')
})

test('output is kept by the line, and of a line and of lines only so much', async () => {
  await using stand = install(
    script(`
    process.stdout.write('x'.repeat(3_000_000) + '\\nafter\\n')
    console.error('a warning')
    for (let line = 0; line < 12_000; line++) console.log('line', line)
    console.log('Zoë, without an end')`),
  )
  await stand.app.launch('user')
  await stand.until(() => stand.app.state === 'terminated', 'the exit')
  const lines = stand.lines()
  expect(lines.find((line) => line.startsWith('xx'))).toBe('x'.repeat(2000))
  expect(lines).toContain('after')
  expect(stand.named('app.log')).toContainEqual(expect.objectContaining({ stream: 'stderr', line: 'a warning' }))
  expect(lines).toHaveLength(10_000)
  expect(lines.at(-1)).toBe('what else it says is not kept: this is line 10000')
  expect(stand.named('app.terminate')).toMatchObject([{ code: 'exit code 0', reason: 'a warning' }])
})

test('a launch that is cut short leaves the next one alone', async () => {
  await using stand = install(puppet)
  const first = stand.app.launch('user')
  stand.app.terminate({ by: 'user', code: 'SIGKILL', reason: 'impatience' })
  const second = stand.app.launch('user')
  await Promise.all([first, second])
  expect(stand.app).toMatchObject({ state: 'foreground', isOpen: true })
  expect(stand.named('app.launch')).toMatchObject([{ pid: stand.app.pid }])
  expect(stand.named('app.terminate')).toHaveLength(1)
})

test('launching an app that runs, or is starting, starts no second one', async () => {
  await using stand = install(puppet)
  await Promise.all([stand.app.launch('push'), stand.app.launch('user')])
  await stand.app.launch('user')
  expect(stand.named('app.launch')).toMatchObject([{ reason: 'push' }])
})

test('disposing leaves no process, not even a stopped one', async () => {
  const pids: number[] = []
  {
    await using running = install(puppet)
    await using stopped = install(puppet)
    await Promise.all([running.app.launch('user'), stopped.app.launch('user')])
    stopped.app.enter('suspended')
    pids.push(running.app.pid, stopped.app.pid)
    expect(pids.map(isAlive)).toEqual([true, true])
  }
  expect(pids.map(isAlive)).toEqual([false, false])
})

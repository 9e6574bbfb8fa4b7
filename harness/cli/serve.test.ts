import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, test, vi } from 'vitest'
import { callkitConformance } from './testing/command-line.ts'
import { serving } from './testing/serving.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/apps/${name}`, import.meta.url))

const json = async (url: string) => (await (await fetch(url)).json()) as unknown

async function post(url: string, body: object): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await response.json()) as Record<string, unknown>
}

describe('serve', { timeout: 30_000 }, () => {
  test('phones have the releases in turn, and each has its page and its WebDriverAgent', async () => {
    await using stand = await serving('--phones', '3', '--release', '18', '--release', '26.0', '--language', 'de')
    expect(stand.phones.map(({ udid, release }) => `${udid} ${release}`)).toEqual([
      'virtual-1 18.2',
      'virtual-2 26.0',
      'virtual-3 18.2',
    ])
    for (const { udid, release, webDriverAgentUrl, page, capabilities, stage } of stand.phones) {
      expect(await json(`${webDriverAgentUrl}/status`)).toMatchObject({
        value: { ready: true, os: { version: release } },
      })
      expect((await fetch(page)).status).toBe(200)
      expect(capabilities).toMatchObject({
        'appium:udid': udid,
        'appium:platformVersion': release,
        'appium:webDriverAgentUrl': webDriverAgentUrl,
        'callkit:stage': stage,
        'callkit:language': 'de',
      })
    }
    expect(await json(new URL('/nowhere', stand.url).href)).toMatchObject({ error: 'NOT_FOUND' })
  })

  test.runIf(process.platform === 'linux')('a push reaches the app, and Ctrl-C ends everything at once', async () => {
    await using stand = await serving()
    const [phone] = stand.phones
    const agent = phone?.webDriverAgentUrl
    const { sessionId } = await post(`${agent}/session`, { capabilities: {} })
    const settings = { defaultActiveApplication: 'com.apple.InCallService' }
    await post(`${agent}/session/${String(sessionId)}/appium/settings`, { settings })
    const { payload } = await post(`${stand.url}serve/compose`, { template: 'article', handle: 'bob' })
    expect(await post(`${stand.url}serve/push`, { udid: phone?.udid, payload })).toMatchObject({ status: 200 })
    await vi.waitFor(
      async () => expect(await json(`${agent}/source`)).toMatchObject({ value: expect.stringContaining('bob') }),
      5000,
    )
    const interrupted = performance.now()
    stand.command.child.kill('SIGINT')
    expect((await stand.command.ended).code).toBe(0)
    expect(performance.now() - interrupted).toBeLessThan(1000)
    expect(await stand.command.leftBehind()).toEqual([])
  })

  test.runIf(process.platform === 'linux')('Ctrl-C ends it at once, whatever clients have left under way', async () => {
    await using stand = await serving()
    const agent = stand.phones[0]?.webDriverAgentUrl
    const { sessionId } = await post(`${agent}/session`, { capabilities: {} })
    const touch = post(`${agent}/session/${String(sessionId)}/wda/touchAndHold`, { x: 10, y: 10, duration: 60 })
    const cut = touch.then(
      () => false,
      () => true,
    )
    const { host, hostname, port } = new URL(stand.url)
    const halfOpen = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
    halfOpen.write(`GET /nothing HTTP/1.1\r\nhost: ${host}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n`)
    const [refused] = (await once(halfOpen, 'data')) as [Buffer]
    expect(refused.toString()).toContain('404')
    halfOpen.on('error', () => {})
    const interrupted = performance.now()
    stand.command.child.kill('SIGINT')
    expect((await stand.command.ended).code).toBe(0)
    expect(performance.now() - interrupted).toBeLessThan(1000)
    expect(await cut).toBe(true)
    expect(await stand.command.leftBehind()).toEqual([])
    halfOpen.destroy()
  })

  test('an app that crashes at its start is said, and its phone goes on', async () => {
    await using stand = await serving('--app', fixture('broken/crashes-at-start.ts'))
    expect((await fetch(`${stand.phones[0]?.webDriverAgentUrl}/status`)).status).toBe(200)
    stand.command.child.kill('SIGINT')
    const { stderr } = await stand.command.ended
    expect(stderr).toContain('virtual-1')
    expect(stderr).toContain('the key store is locked')
  })

  test('whoever is let in from outside finds the page and the stages by an address of the machine', async () => {
    await using stand = await serving('--host', '0.0.0.0')
    const { hostname } = new URL(stand.url)
    expect(hostname).not.toBe('0.0.0.0')
    expect((await fetch(stand.url)).status).toBe(200)
    const stage = stand.phones[0]?.stage ?? ''
    expect(new URL(stage).hostname).toBe(hostname)
    const socket = new WebSocket(stage)
    await once(socket, 'open')
    socket.close()
  })

  test('it prints what can be pasted', async () => {
    await using command = await callkitConformance('serve', '--port', '0', '--host', '0.0.0.0')
    const { stdout } = command.child
    let text = ''
    stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()))
    await vi.waitFor(() => expect(text).toContain('Ctrl-C ends it'), 10_000)
    expect(text).toContain(
      'npx appium server --use-drivers xcuitest --address 127.0.0.1 --port 4731 --default-capabilities',
    )
    expect(text).toContain('npx callkit-conformance push --credentials apns-credentials --topic')
    expect(text).toContain('warning: it listens on 0.0.0.0')
  })

  test.each([
    { args: ['--phones', '0'], says: '--phones to be a whole number of at least 1' },
    { args: ['--phones', '9999'], says: '--phones to be 256 at most' },
    { args: ['--host', ''], says: '--host to be an address' },
    { args: ['--port', '4700', '--apns-port', '4700'], says: '--port and --apns-port to differ' },
    { args: ['--release', '12.0'], says: 'there is for 13.7' },
    { args: ['--language', 'fr'], says: 'Allowed choices are en, de, zh-Hans' },
    { args: ['--app', './nowhere'], says: 'no app at ./nowhere' },
  ])('$args is not understood, and what there is is said', async ({ args, says }) => {
    await using command = await callkitConformance('serve', ...args)
    const { code, stderr } = await command.ended
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says) })
  })
})

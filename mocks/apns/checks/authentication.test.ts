import { once } from 'node:events'
import { checkServerIdentity } from 'node:tls'
import { expect, test } from 'vitest'
import { RealClock } from '../../clock/real-clock.ts'
import { CertificateAuthority } from '../credentials/certificate-authority.ts'
import type { Environment } from '../environment.ts'
import type { GatewayEvent } from '../events.ts'
import { Gateway } from '../gateway.ts'
import { signProviderToken } from '../credentials/provider-token.ts'
import { openTLS, TestClient } from '../testing/client.ts'
import { bundleId, deviceToken, goodHeaders, key, payload, topic } from '../testing/push.ts'

const tokenless = goodHeaders({ authorization: undefined })

async function startGateway(environment: Environment = 'development'): Promise<Gateway> {
  const gateway = await Gateway.start({ clock: new RealClock(), keys: [key], environment })
  gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: () => {} })
  return gateway
}

test.each(['raw', 'der'] as const)('a provider token with a %s signature is good', async (encoding) => {
  await using gateway = await startGateway()
  await using client = TestClient.connect(gateway)
  const authorization = `bearer ${signProviderToken(key, new Date(), encoding)}`
  expect((await client.request(goodHeaders({ authorization }), payload)).status).toBe(200)
})

test('a push certificate stands in for the provider token', async () => {
  await using gateway = await startGateway()
  const events: GatewayEvent[] = []
  gateway.events.subscribe((event) => events.push(event))
  await using client = TestClient.connect(
    gateway,
    await gateway.ca.issuePushCertificate({ bundleId, environment: 'development' }),
  )
  expect((await client.request(tokenless, payload)).status).toBe(200)
  expect(events[0]).toMatchObject({ name: 'apns.connect', authentication: 'certificate', alpn: true, tls: 'TLSv1.3' })
})

test('a provider token beside a push certificate is not looked at', async () => {
  await using gateway = await startGateway()
  const certificate = await gateway.ca.issuePushCertificate({ bundleId, environment: 'development' })
  await using client = TestClient.connect(gateway, certificate)
  expect((await client.request(goodHeaders({ authorization: 'bearer none' }), payload)).status).toBe(200)
})

test('a push certificate limits the topics', async () => {
  await using gateway = await startGateway()
  const certificate = await gateway.ca.issuePushCertificate({
    bundleId,
    topics: [bundleId],
    environment: 'development',
  })
  await using client = TestClient.connect(gateway, certificate)
  expect((await client.request(tokenless, payload)).body).toBe('{"reason":"TopicDisallowed"}')
})

test('the only topic of a push certificate needs no header, one of several does', async () => {
  await using gateway = await startGateway()
  const environment = 'development'
  const single = await gateway.ca.issuePushCertificate({ bundleId, topics: [topic], environment })
  const several = await gateway.ca.issuePushCertificate({ bundleId, environment })
  const topicless = { ...tokenless, 'apns-topic': undefined }
  await using one = TestClient.connect(gateway, single)
  await using another = TestClient.connect(gateway, several)
  expect((await one.request(topicless, payload)).status).toBe(200)
  expect((await another.request(topicless, payload)).body).toBe('{"reason":"MissingTopic"}')
})

test('a push certificate of the other environment is sent away before its first request, with last stream 0', async () => {
  await using gateway = await startGateway('production')
  const certificate = await gateway.ca.issuePushCertificate({ bundleId, environment: 'development' })
  await using client = TestClient.connect(gateway, certificate)
  const seen: string[] = []
  client.session.on('remoteSettings', () => seen.push('settings'))
  client.session.on('goaway', (code, last, reason) => seen.push(`goaway ${code} ${last} ${String(reason)}`))
  await once(client.session, 'close')
  expect(seen).toEqual(['settings', 'goaway 0 0 {"reason":"BadCertificateEnvironment"}'])
})

test('it may be refused by the answers instead, as Apple documents it', async () => {
  await using gateway = await Gateway.start({
    clock: new RealClock(),
    keys: [key],
    environment: 'production',
    switches: { wrongCertificateEnvironment: 'answer' },
  })
  const certificate = await gateway.ca.issuePushCertificate({ bundleId, environment: 'development' })
  await using client = TestClient.connect(gateway, certificate)
  const answer = await client.request(tokenless, payload)
  expect(answer).toMatchObject({ status: 403, body: '{"reason":"BadCertificateEnvironment"}' })
})

test('the host name decides which environment a certificate has to be for', async () => {
  await using gateway = await startGateway('production')
  const certificate = await gateway.ca.issuePushCertificate({ bundleId, environment: 'development' })
  const servername = 'api.sandbox.push.apple.com'
  await using client = await TestClient.over(openTLS(gateway, { ...certificate, servername, ALPNProtocols: ['h2'] }))
  gateway.register({ token: deviceToken, topic, pushType: 'voip', environment: 'development', deliver: () => {} })
  expect((await client.request({ ...tokenless, ':authority': servername }, payload)).status).toBe(200)
})

test('a certificate of another issuer is refused', async () => {
  await using gateway = await startGateway()
  const stranger = await CertificateAuthority.create()
  await using client = TestClient.connect(
    gateway,
    await stranger.issuePushCertificate({ bundleId, environment: 'development' }),
  )
  const answer = await client.request(goodHeaders(), payload)
  expect(answer).toMatchObject({ status: 403, body: '{"reason":"BadCertificate"}' })
})

test('a certificate that has expired is refused', async () => {
  await using gateway = await startGateway()
  const validUntil = new Date(Date.now() - 60_000)
  const certificate = await gateway.ca.issuePushCertificate({ bundleId, environment: 'development', validUntil })
  await using client = TestClient.connect(gateway, certificate)
  const answer = await client.request(tokenless, payload)
  expect(answer).toMatchObject({ status: 403, body: '{"reason":"BadCertificate"}' })
})

test.each(['development', 'production'] as const)('a certificate for both environments is good in %s', async (each) => {
  await using gateway = await startGateway(each)
  const certificate = await gateway.ca.issuePushCertificate({ bundleId, environment: 'both' })
  await using client = TestClient.connect(gateway, certificate)
  expect((await client.request(tokenless, payload)).status).toBe(200)
})

test('a certificate made before the gateway is accepted by one that is given its authority', async () => {
  const ca = await CertificateAuthority.create()
  const certificate = await ca.issuePushCertificate({ bundleId, environment: 'development' })
  await using gateway = await Gateway.start({
    clock: new RealClock(),
    keys: [],
    ca: await CertificateAuthority.from(await ca.export()),
  })
  gateway.register({ token: deviceToken, topic, pushType: 'voip', deliver: () => {} })
  await using client = TestClient.connect(gateway, certificate)
  expect((await client.request(tokenless, payload)).status).toBe(200)
})

test('a trusted certificate that is not for push is refused', async () => {
  await using gateway = await startGateway()
  await using client = TestClient.connect(gateway, await gateway.ca.issueServerCertificate())
  const answer = await client.request(tokenless, payload)
  expect(answer).toMatchObject({ status: 403, body: '{"reason":"BadCertificate"}' })
})

test.each(['TLSv1.2', 'TLSv1.3'] as const)('certificates work over %s', async (version) => {
  await using gateway = await startGateway()
  const certificate = await gateway.ca.issuePushCertificate({ bundleId, environment: 'development' })
  const socket = openTLS(gateway, { ...certificate, ALPNProtocols: ['h2'], minVersion: version, maxVersion: version })
  await using client = await TestClient.over(socket)
  expect(socket.getProtocol()).toBe(version)
  expect((await client.request(tokenless, payload)).status).toBe(200)
})

test('TLS 1.1 is refused', async () => {
  await using gateway = await startGateway()
  const socket = openTLS(gateway, { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })
  await expect(once(socket, 'secureConnect')).rejects.toThrow(/protocol version|EPROTO|ECONNRESET/)
})

test.each(['apns', '10.1.2.3'])('and to be %s, where it was told that name', async (name) => {
  await using gateway = await Gateway.start({ clock: new RealClock(), keys: [key], serverNames: ['apns', '10.1.2.3'] })
  const socket = openTLS(gateway, {
    checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate),
  })
  await once(socket, 'secureConnect')
  expect(socket.authorized).toBe(true)
  socket.destroy()
})

test.each(['api.push.apple.com', 'api.sandbox.push.apple.com', 'api.development.push.apple.com', 'localhost'])(
  'the gateway is believed to be %s',
  async (servername) => {
    await using gateway = await startGateway()
    const socket = openTLS(gateway, { servername })
    await once(socket, 'secureConnect')
    expect(socket.authorized).toBe(true)
    socket.destroy()
  },
)

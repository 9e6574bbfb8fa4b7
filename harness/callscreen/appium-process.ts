import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { appiumArguments } from './appium-arguments.ts'

/** What is used of the package. Its own types are sources that only its own compiler settings accept (TS1295). */
interface Appium {
  main(options: Readonly<Record<string, unknown>>): Promise<Server>
}
const APPIUM: string = 'appium'

/**
 * Serves Appium for the process that forked this one, and ends when that one does: the IPC channel closes however it
 * ends, SIGKILL included.
 */
const [driverManifest] = process.argv.slice(2)
if (!driverManifest || !process.send) throw new Error('to be forked with the path of the driver’s package.json')

/**
 * Appium looks for drivers in the node_modules of APPIUM_HOME, which it guesses from the working directory, and writes
 * a cache there. A home of its own, holding nothing but a link to the driver, makes it independent of where the user
 * has installed what, writes nothing into the user's project, and is quicker to search.
 */
const home = await mkdtemp(join(tmpdir(), 'callkit-conformance-appium-'))
const leave = async () => {
  await rm(home, { recursive: true, force: true })
  process.exit()
}
process.on('disconnect', () => void leave())
// A terminal sends its interrupt to the whole group; the parent decides when this process ends.
process.on('SIGINT', () => {})

try {
  await mkdir(join(home, 'node_modules'))
  await symlink(dirname(driverManifest), join(home, 'node_modules', 'appium-xcuitest-driver'), 'junction')
  process.env['APPIUM_HOME'] = home
  // Appium reads an .appiumrc from the working directory upwards; the user's is for the user's own servers.
  process.chdir(home)
  const { main } = (await import(APPIUM)) as Appium
  const { address, logLevel, logNoColors, useDrivers } = appiumArguments
  const server = await main({
    subcommand: 'server',
    address,
    port: 0,
    logNoColors,
    // Called as a function, Appium names two options otherwise than on its command line.
    loglevel: logLevel,
    useDrivers: [useDrivers],
  })
  const { port } = server.address() as AddressInfo
  process.send({ url: `http://127.0.0.1:${port}` })
} catch (error) {
  process.send({ failure: error instanceof Error ? error.message : String(error) }, () => void leave())
}

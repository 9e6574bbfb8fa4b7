import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { AppiumServer } from './appium-server.ts'

const repository = fileURLToPath(new URL('../../', import.meta.url))

/** A program that starts a server and prints its address, as a file below `folder`. */
async function starter(folder: string, root: string): Promise<string> {
  const program = join(folder, 'start.ts')
  await writeFile(
    program,
    `import { AppiumServer } from '${join(root, 'harness/callscreen/appium-server.ts')}'
     try { console.log((await AppiumServer.start()).url) } catch (error) { console.log(error.code + ' ' + error.message); process.exit() }`,
  )
  return program
}

async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'callscreen-test-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

test('serves from a folder that knows nothing of Appium, writes nothing there, and dies with its parent', async () => {
  await using folder = await temporaryFolder()
  const [project, temporary] = [join(folder.path, 'project'), join(folder.path, 'tmp')]
  await mkdir(project)
  await mkdir(temporary)
  await symlink(join(repository, 'node_modules'), join(project, 'node_modules'))
  await writeFile(join(project, 'package.json'), '{ "devDependencies": { "callkit-conformance": "*" } }')
  const parent = spawn(process.execPath, [await starter(folder.path, repository)], {
    cwd: project,
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(parent.stdout, 'data')
  const url = String(line).trim()

  const status = await fetch(`${url}/status`)
  expect(await status.json()).toMatchObject({ value: { ready: true } })
  expect(await readdir(project)).toEqual(['node_modules', 'package.json'])

  parent.kill('SIGKILL')
  await once(parent, 'exit')
  await expect.poll(() => fetch(url).catch(() => 'gone'), { timeout: 5000 }).toBe('gone')
  await expect.poll(() => readdir(temporary), { timeout: 5000 }).toEqual([])
}, 60_000)

test('gives the command that installs a missing driver', async () => {
  await using folder = await temporaryFolder()
  await mkdir(join(folder.path, 'node_modules'))
  for (const name of ['harness', 'mocks', 'package.json', 'node_modules/zod', 'node_modules/appium'])
    await symlink(join(repository, name), join(folder.path, name))
  const flags = ['--preserve-symlinks', '--preserve-symlinks-main']
  const child = spawn(process.execPath, [...flags, await starter(folder.path, folder.path)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  expect(String(line)).toMatch(/^CALL_SCREEN_APPIUM_MISSING .*npm install --save-dev appium-xcuitest-driver/)
})

test.runIf(process.platform === 'linux')(
  'ends one that is frozen',
  async () => {
    const server = await AppiumServer.start()
    const children = await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
    const commands = await Promise.all(
      children
        .split(' ')
        .filter(Boolean)
        .map(async (pid) => ({ pid, line: await readFile(`/proc/${pid}/cmdline`, 'utf8') })),
    )
    const child = Number(commands.find(({ line }) => line.includes('appium-process'))?.pid)
    process.kill(child, 'SIGSTOP')
    await server[Symbol.asyncDispose]()
    expect(() => process.kill(child, 0)).toThrow('ESRCH')
  },
  60_000,
)

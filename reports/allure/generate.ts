import { execFile } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { allureConfig, type Circumstances } from './config.ts'

const run = promisify(execFile)

/** The report could not be made; its message holds what Allure has said. */
export class AllureError extends Error {
  readonly code = 'ALLURE'
  override readonly name = 'AllureError'
}

/** Allure 3.18 asks Google to count each opening of a report; a report from CI has to open without a network. */
const analytics = /<script async src="https:\/\/www\.googletagmanager\.com[^>]*><\/script>\s*<script>[\s\S]*?<\/script>/

export interface AllureReportOptions {
  /** Folder with the results, absolute. */
  readonly resultsDir: string
  /** Folder of the report, absolute; replaced. */
  readonly output: string
  readonly circumstances: Circumstances
  readonly signal?: AbortSignal
}

/**
 * Makes a report of one HTML file, which opens from disk.
 *
 * @returns The path of the file.
 * @throws AllureError with what Allure has said.
 */
export async function generateAllureReport(options: AllureReportOptions): Promise<string> {
  const { resultsDir, output, circumstances, signal } = options
  const config = join(dirname(output), `allurerc.${process.pid}.json`)
  const page = join(output, 'index.html')
  try {
    await rm(output, { recursive: true, force: true })
    await writeFile(config, JSON.stringify(allureConfig(output, circumstances)))
    // Its command line, and not the packages behind it: those are no dependency of ours, and may be anywhere.
    const cli = join(dirname(fileURLToPath(import.meta.resolve('allure'))), '..', 'cli.js')
    await run(process.execPath, [cli, 'generate', resultsDir, '--config', config], {
      cwd: dirname(output),
      ...(signal && { signal }),
    })
    await writeFile(page, (await readFile(page, 'utf8')).replace(analytics, ''))
  } catch (cause) {
    throw new AllureError(`Allure could not make a report of ${resultsDir}: ${said(cause)}`, { cause })
  } finally {
    await rm(config, { force: true })
  }
  return page
}

function said(error: unknown): string {
  const { stderr = '', stdout = '', message } = error as { stderr?: string; stdout?: string; message: string }
  return stderr.trim() || stdout.trim() || message
}

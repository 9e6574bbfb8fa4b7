import { inject } from 'vitest'
import { loadSubject, type Subject } from '../config/load-subject.ts'
import { AbandonableTarget } from '../targets/abandonable-target.ts'
import type { CallScreenChoice } from '../targets/call-screen-choice.ts'
import { gridTarget } from '../targets/grid/grid-target.ts'
import type { Target } from '../targets/stage.ts'
import { VirtualTarget } from '../targets/virtual-target.ts'
import { judgedBy, type JudgedBy } from './judged-by.ts'
import { RUN_OPTIONS, type RunOptions } from './run-options.ts'

/** What one worker process keeps from scenario to scenario. */
export interface Worker {
  readonly options: RunOptions
  readonly subject: Subject
  readonly target: Target
  readonly judgedBy: JudgedBy
}

let worker: Promise<Worker> | undefined

/** The worker's app and target, made for its first scenario. They live as long as the process. */
export function theWorker(): Promise<Worker> {
  return (worker ??= start())
}

async function start(): Promise<Worker> {
  const options = inject(RUN_OPTIONS)
  const subject = await loadSubject(options.app, options.cwd)
  return {
    options,
    subject,
    target: new AbandonableTarget(await targetOf(options, subject)),
    judgedBy: judgedBy(options),
  }
}

async function targetOf(options: RunOptions, subject: Subject): Promise<Target> {
  const { grid } = options
  if (!grid) return VirtualTarget.start(choice(options), options.language)
  // vitest numbers the workers that there are at a time from 1 on, and gives a new one the number of one that has ended.
  const phone = grid.phones[Number(process.env['VITEST_POOL_ID']) - 1]
  if (!phone) throw new TypeError(`expected a phone for each worker; there are ${grid.phones.length}`)
  return gridTarget(grid.url, phone, subject)
}

function choice({ callscreen, appiumUrl }: RunOptions): CallScreenChoice {
  if (callscreen === 'direct') return { kind: 'direct' }
  if (!appiumUrl) throw new TypeError('a run with callscreen "appium" has to say where Appium is served (appiumUrl)')
  return { kind: 'appium', serverUrl: appiumUrl }
}

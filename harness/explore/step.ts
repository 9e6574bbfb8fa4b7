import type { z } from 'zod'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** A step as it stands in JSON. */
export interface StepData {
  readonly do: string
}

/** Something that is done to an app or its surroundings. */
export interface Step {
  readonly data: StepData
  /** Whether it means anything as things are; whoever plays steps leaves out one that does not. */
  applies(world: World): boolean
  /** @returns a promise where the step takes its time, as the scenario's line then waits for one. */
  play(world: World): unknown
  /** Plainer steps that may show the same, the plainest first. */
  simpler(): readonly Step[]
  /** The step in the body of a scenario. @param declared The calls that a variable stands for, which it may add to. */
  code(declared: Set<number>): string
}

/** Steps of one kind. */
export interface StepKind {
  readonly name: string
  /** How often it is chosen, compared with others. */
  readonly weight: number
  /** The kind whose steps it takes back, which is hardly worth having without it. */
  readonly undoes?: string
  /** Its steps change nothing by themselves, but what comes after them. */
  readonly plans?: true
  /** @throws ZodError */
  read(value: unknown): Step
  /** One that may or may not apply; undefined where there is nothing that it could be about. */
  choose(random: Random, world: World): Step | undefined
}

interface Definition<Data extends StepData> {
  readonly schema: z.ZodType<Data>
  readonly name: Data['do']
  readonly weight: number
  readonly undoes?: string
  readonly plans?: true
  readonly choose: (random: Random, world: World) => Data | undefined
  /** Always, unless given. */
  readonly applies?: (data: Data, world: World) => boolean
  readonly play: (data: Data, world: World) => unknown
  /** None, unless given. */
  readonly simpler?: (data: Data) => readonly Data[]
  readonly code: (data: Data, declared: Set<number>) => string
}

/** Defines a kind of steps. */
export function stepKind<Data extends StepData>(definition: Definition<Data>): StepKind {
  const { schema, name, weight, undoes, plans, choose } = definition
  const bind = (data: Data) => new BoundStep(data, definition)
  return {
    name,
    weight,
    ...(undoes !== undefined && { undoes }),
    ...(plans && { plans }),
    read: (value) => bind(schema.parse(value)),
    choose(random, world) {
      const data = choose(random, world)
      return data && bind(data)
    },
  }
}

/** What a definition says of one step: not a closure for each of its parts, because a search chooses thousands a second. */
class BoundStep<Data extends StepData> implements Step {
  readonly data: Data
  readonly #definition: Definition<Data>

  constructor(data: Data, definition: Definition<Data>) {
    this.data = data
    this.#definition = definition
  }

  applies(world: World): boolean {
    return this.#definition.applies?.(this.data, world) ?? true
  }

  play(world: World): unknown {
    return this.#definition.play(this.data, world)
  }

  simpler(): readonly Step[] {
    return this.#definition.simpler?.(this.data).map((data) => new BoundStep(data, this.#definition)) ?? []
  }

  code(declared: Set<number>): string {
    return this.#definition.code(this.data, declared)
  }
}

/** A value as it is written in a scenario. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const fields = Object.entries(value).filter(([, each]) => each !== undefined)
  return fields.length === 0 ? '' : `{ ${fields.map(([name, each]) => `${name}: ${literal(each)}`).join(', ')} }`
}

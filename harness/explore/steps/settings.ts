import { z } from 'zod'
import type { PhoneSettings } from '../../../mocks/iphone/events.ts'
import { isAtLeast } from '../../../mocks/iphone/releases.ts'
import { literal, stepKind } from '../step.ts'
import { numbered, type World } from '../world.ts'

function isSet({ recorder }: World, name: 'doNotDisturb' | 'restrictedSharingMode'): boolean {
  const last = recorder.events.findLast((event) => event.name === 'sys.settings' && event[name] !== undefined)
  return last?.name === 'sys.settings' && last[name] === true
}

const CHINA = 'CHN'

export function isInChina({ recorder }: World): boolean {
  return recorder.events.some((event) => event.name === 'sys.settings' && event.storefront === CHINA)
}

const setCode = (settings: Partial<PhoneSettings>) => `phone.setSettings(${literal(settings)})`

const focusData = z.strictObject({ do: z.literal('focus'), on: z.boolean() })

export const focus = stepKind<z.infer<typeof focusData>>({
  schema: focusData,
  name: 'focus',
  weight: 1,
  choose: (_random, world) => ({ do: 'focus', on: !isSet(world, 'doNotDisturb') }),
  applies: ({ on }, world) => on !== isSet(world, 'doNotDisturb'),
  play: ({ on }, { scene }) => scene.phone.setSettings({ doNotDisturb: on }),
  code: ({ on }) => setCode({ doNotDisturb: on }),
})

const sharingData = z.strictObject({ do: z.literal('screen sharing'), on: z.boolean() })

/** The user shares the screen, and has said that no call is to be seen on it. */
export const screenSharing = stepKind<z.infer<typeof sharingData>>({
  schema: sharingData,
  name: 'screen sharing',
  weight: 1,
  choose: (_random, world) => ({ do: 'screen sharing', on: !isSet(world, 'restrictedSharingMode') }),
  applies: ({ on }, world) => isAtLeast(world.release, '17.0') && on !== isSet(world, 'restrictedSharingMode'),
  play: ({ on }, { scene }) => scene.phone.setSettings({ restrictedSharingMode: on }),
  code: ({ on }) => setCode({ restrictedSharingMode: on }),
})

const storefrontData = z.strictObject({ do: z.literal('mainland China') })

/**
 * The user's App Store account is in mainland China from now on, where an app may use neither CallKit nor VoIP pushes: it
 * goes by that when it is launched next, and whoever sends its pushes from then on.
 */
export const mainlandChina = stepKind<z.infer<typeof storefrontData>>({
  schema: storefrontData,
  name: 'mainland China',
  weight: 1,
  choose: () => ({ do: 'mainland China' }),
  applies: (_data, world) => world.config.offeredInChina && world.dialled.size === 0 && !isInChina(world),
  play: (_data, { scene }) => scene.phone.setSettings({ storefront: CHINA }),
  code: () => setCode({ storefront: CHINA }),
})

/** What keeps calls of single people away, and the release that it is there since. */
const filters = { blockedHandles: '14.0', protectedHandles: '26.0', sensitiveHandles: '26.4' } as const

const lists = Object.keys(filters) as [keyof typeof filters, ...(keyof typeof filters)[]]

const filterData = z.strictObject({ do: z.literal('filter'), list: z.enum(lists), call: z.int().positive() })

const filterSettings = ({ list, call }: z.infer<typeof filterData>) => ({ [list]: [numbered(call).handle] })

/** The person with a call’s number is kept away from now on, in the place of whoever was. */
export const filter = stepKind<z.infer<typeof filterData>>({
  schema: filterData,
  name: 'filter',
  weight: 1,
  choose: (random, { dialled }) => ({
    do: 'filter',
    list: random.pick(lists),
    call: random.pick([...dialled.keys(), Math.max(0, ...dialled.keys()) + 1]),
  }),
  applies: ({ list }, { release }) => isAtLeast(release, filters[list]),
  play: (data, { scene }) => scene.phone.setSettings(filterSettings(data)),
  code: (data) => setCode(filterSettings(data)),
})

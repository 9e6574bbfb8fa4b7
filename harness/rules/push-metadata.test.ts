import { expect, test } from 'vitest'
import { obeyMustReport } from './push-metadata.ts'
import { deliver, enter, PUSH, report, returned } from './testing/happenings.ts'
import { outcomes } from './testing/trace-of.ts'

const told = { name: 'pk.enter', push: PUSH, method: 'didReceiveIncomingVoIPPush' } as const
const optional = deliver({ mustReport: false, exemption: 'activeCall' })

test('passes a push that must be reported and is, at the last moment too', () => {
  expect(outcomes(obeyMustReport, [0, deliver()], [1, told], [2, report()], [2.001, returned()])).toEqual(['pass'])
  expect(outcomes(obeyMustReport, [0, deliver()], [1, told], [2, report()], [2, returned()])).toEqual(['pass'])
})

test('fails one that must be and is not, or is a microsecond too late', () => {
  expect(outcomes(obeyMustReport, [0, deliver()], [1, told], [2, returned()])).toEqual(['fail'])
  expect(outcomes(obeyMustReport, [0, deliver()], [1, told], [2, returned()], [2.001, report()])).toEqual(['fail'])
})

test('leaves it to the app where it may choose', () => {
  expect(outcomes(obeyMustReport, [0, optional], [1, told], [2, returned()])).toEqual(['pass'])
  expect(outcomes(obeyMustReport, [0, optional], [1, told], [2, report()], [3, returned()])).toEqual(['pass'])
})

test('is about the method with metadata, and about pushes that have been dealt with', () => {
  expect(outcomes(obeyMustReport, [0, deliver()], [1, enter()], [2, returned()])).toEqual([])
  expect(outcomes(obeyMustReport, [0, deliver()], [1, told])).toEqual([])
})

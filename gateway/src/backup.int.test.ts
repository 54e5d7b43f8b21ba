// A copy of the data folder put back, as docs/operations.md has it: the bureau of that moment, which goes on.
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { testFolder } from '@stagebureau/infra/testing'
import { type Asking, openEmptyBureau, openSmallBureau } from './testing/small-bureau.ts'

const here = testFolder()
const [data, copy] = [join(here, 'data'), join(here, 'copy')]
const register = 'mutation ($input: RegisterCompanyInput!) { registerCompany(input: $input) { id } }'
const late = {
  kvkNumber: '31234567',
  establishmentNumber: '000031234567',
  name: 'Na de kopie',
  postcode: '9801 AB',
  place: 'Lindervoort',
  email: 'na@kopie.example',
}

const registerLate = async (ask: Asking): Promise<void> =>
  expect((await ask(register, { input: late })).errors).toBeUndefined()
const whole = async (ask: Asking): Promise<unknown> => {
  const { data: seen, errors } = await ask(`{
    companies(first: 100) { totalCount edges { node { id name invitation { id state } offers { places } } } }
    students(first: 100) { totalCount edges { node { id } } }
    season { id programmes { id plans { id state } board { rows { student { id } stops { company { id } } } } } } }`)
  expect(errors).toBeUndefined()
  return seen
}

describe('a copy of the data folder', () => {
  beforeAll(async () => (await openSmallBureau({ folder: data })).close())
  afterAll(() => rmSync(here, { recursive: true }))

  it('brings back the bureau of its moment, without what came later, and that goes on', async () => {
    cpSync(data, copy, { recursive: true })
    const before = await openEmptyBureau({ folder: data })
    const then = await whole(before.ask)
    await registerLate(before.ask)
    expect(await whole(before.ask)).not.toEqual(then)
    await before.close()

    rmSync(data, { recursive: true })
    cpSync(copy, data, { recursive: true })
    const after = await openEmptyBureau({ folder: data })
    expect(await whole(after.ask)).toEqual(then)
    await registerLate(after.ask)
    await after.bureau.settled()
    expect(await after.bureau.bus.parked.list()).toEqual([])
    await after.close()
  })
})

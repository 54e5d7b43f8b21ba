// Two students with one mailbox: both are taken in, and the mailbox opens the file of neither.
import { openSmallBureau, type SmallBureau } from './testing/small-bureau.ts'

describe('an address that two students share', () => {
  let small: SmallBureau
  beforeAll(async () => {
    small = await openSmallBureau()
  })
  afterAll(() => small.close())

  const takeIn = async (...numbers: readonly string[]) => {
    const head =
      'Leerlingnummer;Roepnaam;Achternaam;Klas;Leerweg;Profiel;Geboortedatum;Postcode;E-mail;Vervoer;Werelden'
    const rows = numbers.map(
      (number) => `${number};Sem;Dijkhof;4A;KB;PIE;11-03-2012;7100 AB;thuis@gezin.example;fiets;Mens & Medisch`,
    )
    const { data } = await small.ask('{ season { schools { id } } }')
    const { data: taken } = await small.ask(
      'mutation ($input: ImportInput!) { importFile(input: $input) { added rows { column outcome reason } } }',
      { input: { kind: 'STUDENTS', schoolId: data.season.schools[0].id, text: [head, ...rows].join('\n') } },
    )
    return taken.importFile
  }

  it('lets one student in, and nobody once there are two, which the import tells', async () => {
    expect(await takeIn('990001')).toMatchObject({ added: 1 })
    await small.bureau.settled()
    expect(await small.bureau.door.linkFor('thuis@gezin.example')).toContain('/inloggen/')
    expect(await takeIn('990001', '990002')).toMatchObject({
      added: 1,
      rows: expect.arrayContaining([
        { column: 'E-mail', outcome: 'warned', reason: expect.stringContaining('een eigen adres') },
      ]),
    })
    await expect(small.bureau.door.linkFor('thuis@gezin.example')).rejects.toMatchObject({ slug: 'sign-in/nobody' })
  })
})

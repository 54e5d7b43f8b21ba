// What importing the same files again says: nothing changed, and what a person decided stands.
import { type EmptyBureau, openEmptyBureau } from './testing/small-bureau.ts'

const header = 'KvK-nummer;Vestigingsnummer;Naam;Adres;Postcode;Plaats;Wereld;E-mail'
const bos =
  '01234567;000012345678;Bouwbedrijf Bos;Dorpsstraat 1;9801 AA;Lindervoort;Mobiliteit & Ruimte;info@bos.example'
const kolk =
  '87654321;000087654321;Machinebouw Kolk;Kolkweg 9;9801 AB;Lindervoort;Mobiliteit & Ruimte;info@kolk.example'
const renumbered = bos.replace('01234567', '76543210')
const unnumbered = bos.replace('01234567;000012345678', ';')

describe('importing again', () => {
  let bureau: EmptyBureau
  beforeEach(async () => {
    bureau = await openEmptyBureau()
    const season = `mutation { openSeason(input: { from: "2026-08-31", until: "2027-07-09", region: "Lindervoort", detour: 1.3, means: [{ name: "fiets", kmPerHour: 15, startMinutes: 0 }] }) { id } }`
    expect((await bureau.ask(season)).errors).toBeUndefined()
  })
  afterEach(() => bureau.close())

  const take = async (kind: string, ...rows: string[]) => {
    const uploaded = await bureau.post('/upload', rows.join('\n'))
    const { uploadId } = (await uploaded.json()) as { uploadId: string }
    const importing =
      'mutation ($input: ImportInput!) { importFile(input: $input) { added changed unchanged merged offered rejected } }'
    const { data, errors } = await bureau.ask(importing, { input: { kind, uploadId } })
    expect(errors).toBeUndefined()
    await bureau.bureau.settled()
    return data.importFile
  }
  const nothing = { added: 0, changed: 0, unchanged: 0, merged: 0, offered: 0, rejected: 0 }
  const names = async () =>
    (await bureau.ask('{ companies(first: 9) { edges { node { id name } } } }')).data.companies.edges.map(
      ({ node }: { node: { id: string; name: string } }) => node,
    )

  it('finds answers unchanged', async () => {
    await take('COMPANIES', header, bos, kolk)
    const call = `mutation { openCall(input: { subject: "Plekken?", text: "Graag.", deadline: "2026-08-31" }) { id } }`
    expect((await bureau.ask(call)).errors).toBeUndefined()
    await bureau.bureau.settled()
    const said = [
      'KvK-nummer;Vestigingsnummer;Soort;Profiel;Plaatsen;Opmerking',
      '01234567;000012345678;carousel;PIE;2;',
      '01234567;000012345678;placement;BWI;1;',
      '87654321;000087654321;declined;;;druk',
    ]
    expect(await take('ANSWERS', ...said)).toEqual({ ...nothing, added: 3 })
    expect(await take('ANSWERS', ...said)).toEqual({ ...nothing, unchanged: 3 })
    expect(await take('ANSWERS', ...said.with(1, '01234567;000012345678;carousel;PIE;4;'))).toEqual({
      ...nothing,
      changed: 2,
      unchanged: 1,
    })
  })

  it('takes the row of a company that was merged as one of the company that is kept', async () => {
    await take('COMPANIES', header, bos, kolk)
    const [first, second] = await names()
    await bureau.ask(`mutation { mergeCompanies(keep: "${first.id}", duplicate: "${second.id}") { id } }`)
    expect(await take('COMPANIES', header, bos, kolk)).toEqual({ ...nothing, unchanged: 1, merged: 1 })
    expect(await names()).toEqual([first])
  })

  it.each([
    ['another KvK number', renumbered, true, { unchanged: 1, merged: 1 }],
    ['another KvK number', renumbered, false, { unchanged: 2 }],
    ['no numbers', unnumbered, true, { unchanged: 1, merged: 1 }],
    ['no numbers', unnumbered, false, { unchanged: 2 }],
  ])('asks once about an establishment with %s, and remembers the answer', async (_, row, same, later) => {
    expect(await take('COMPANIES', header, bos, row)).toEqual({ ...nothing, added: 1, offered: 1 })
    expect(await take('COMPANIES', header, bos, row)).toEqual({ ...nothing, unchanged: 1, offered: 1 })
    const { duplicates } = (await bureau.ask('{ duplicates { id name company { name } } }')).data
    expect(duplicates).toMatchObject([{ name: 'Bouwbedrijf Bos', company: { name: 'Bouwbedrijf Bos' } }])
    const settling = `mutation { settleDuplicate(id: "${duplicates[0].id}", same: ${same}) { id } }`
    expect((await bureau.ask(settling)).errors).toBeUndefined()
    expect(await take('COMPANIES', header, bos, row)).toEqual({ ...nothing, ...later })
    expect((await bureau.ask('{ duplicates { id } }')).data.duplicates).toEqual([])
    expect(await names()).toHaveLength(!same && row === renumbered ? 2 : 1)
  })
})

import { type EmptyBureau, openEmptyBureau } from './testing/small-bureau.ts'

describe('the schema itself', () => {
  let bureau: EmptyBureau
  beforeAll(async () => {
    bureau = await openEmptyBureau()
  })
  afterAll(() => bureau.close())

  const query = '{ __schema { __typename } }'
  const asStranger = async () => {
    const response = await fetch(`${bureau.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1', 'accept-language': 'nl' },
      body: JSON.stringify({ query }),
    })
    return response.json()
  }

  it('is shown to a program with a key and to no stranger, whoever asks first', async () => {
    const shown = { data: { __schema: { __typename: '__Schema' } } }
    const refused = {
      errors: [{ extensions: { slug: 'graph/introspection' }, message: expect.stringContaining('sleutel') }],
    }
    expect(await asStranger()).toMatchObject(refused)
    expect(await bureau.ask(query)).toEqual(shown)
    expect(await asStranger()).toMatchObject(refused)
  })
})

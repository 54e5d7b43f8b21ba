import { createAddresses } from './addresses.ts'

const urls = ['http://10.0.0.1:4000', 'http://10.0.0.2:4000', 'http://10.0.0.3:4000']

describe('the addresses of a service', () => {
  it('are asked in turn, and all of them are known to each request', async () => {
    const addresses = createAddresses(urls)
    const first: string[] = []
    for (let n = 0; n < 6; n++) {
      const order = (await addresses.inOrder()).map(({ url }) => url)
      expect(order.toSorted()).toEqual(urls)
      first.push(order[0]!)
    }
    for (const url of urls) expect(first.filter((one) => one === url)).toHaveLength(2)
  })

  it('are ready while one of them answers', async () => {
    const addresses = createAddresses(urls)
    const [broken, ...others] = await addresses.inOrder()
    for (let n = 0; n < 5; n++) broken!.breaker.failed()
    expect(addresses.ready()).toBe(true)
    for (const { breaker } of others) for (let n = 0; n < 5; n++) breaker.failed()
    expect(addresses.ready()).toBe(false)
  })

  it('are all that stand behind a name, also when some come and go; what is known of one that stays is kept', async () => {
    let now = 0
    let found = ['10.0.0.1', 'fd00::2']
    const addresses = createAddresses(['http://companies:4000'], { now: () => now, resolve: async () => found })
    const all = async () => (await addresses.inOrder()).map(({ url }) => url).toSorted()
    expect(await all()).toEqual(['http://10.0.0.1:4000', 'http://[fd00::2]:4000'])
    const stays = (await addresses.inOrder()).find(({ url }) => url.includes('10.0.0.1'))
    found = ['10.0.0.1', '10.0.0.3']
    now += 5001
    await all()
    await new Promise(setImmediate)
    expect(await all()).toEqual(['http://10.0.0.1:4000', 'http://10.0.0.3:4000'])
    expect(await addresses.inOrder()).toContain(stays)
  })

  it('stay as they are when the name is not known, and where a certificate is for the name', async () => {
    const unknown = async () => Promise.reject(new Error('ENOTFOUND'))
    for (const url of ['http://companies:4000', 'https://companies.example'])
      expect(await createAddresses([url], { resolve: unknown }).inOrder()).toMatchObject([{ url }])
  })
})

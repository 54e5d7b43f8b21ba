// A request is found again by its number: in its answer, in its events, and in the logs of the parts that heard of it.
import { createLog } from '@stagebureau/infra'
import { type Envelope, requestIdIn, topicOf } from '@stagebureau/shared'
import { eventually } from '@stagebureau/shared/testing'
import { openEmptyBureau } from './testing/small-bureau.ts'

const number = '4bf92f35-77b3-4da6-a3ce-929d0e0e4736'
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
const register = `mutation { registerCompany(input: { kvkNumber: "20000001", establishmentNumber: "000020000001",
  name: "Bos", postcode: "9801 AB", place: "Lindervoort" }) { id } }`

describe('the trace of a request', () => {
  it('leads from the browser through the events to whoever handles them', async () => {
    const lines: string[] = []
    const log = createLog('debug', { write: (line) => void lines.push(line) })
    const { bureau, post, close } = await openEmptyBureau({ log })
    const seen: Envelope[] = []
    const handle = async (envelope: Envelope) => void seen.push(envelope)
    await bureau.bus.consume({ group: 'looking', topics: [topicOf('companies')], handle })

    const headers = { 'content-type': 'application/json', traceparent }
    const answer = await post('/graphql', JSON.stringify({ query: register }), headers)
    expect(answer.headers.get('x-request-id')).toBe(number)
    await eventually(() => expect(seen.map((one) => requestIdIn(one.traceparent))).toEqual([number]))
    await bureau.settled()
    const handled = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === seen[0]!.id)
    expect(handled).toContainEqual(expect.objectContaining({ msg: 'an event was handled', requestId: number }))
    await close()
  })

  it('begins at the bureau when the request belongs to none', async () => {
    const { post, close } = await openEmptyBureau()
    const headers = { 'content-type': 'application/json', traceparent: '00-00000000000000000000000000000000-00-01' }
    const answer = await post('/graphql', JSON.stringify({ query: '{ __typename }' }), headers)
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(answer.headers.get('x-request-id')).not.toMatch(/^0+-/)
    await close()
  })
})

import type { Envelope } from '@stagebureau/shared'
import { toEnvelope, toMessage } from './cloud-event.ts'

const envelope: Envelope = {
  id: 'company-1:3',
  source: 'stagebureau/companies',
  type: 'CompanyChanged',
  version: 2,
  subject: 'company-1',
  sequence: 3,
  time: '2026-06-08T08:00:00.000Z',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  data: { name: 'Ömer & Zn.', list: [1, null] },
}

describe('an event as a message of Kafka', () => {
  it('comes back as it went', () => expect(toEnvelope(toMessage(envelope))).toEqual(envelope))

  it('bears the attributes of CloudEvents, with the subject as key', () => {
    const { key, value, headers } = toMessage(envelope)
    expect({ key, value }).toEqual({ key: 'company-1', value: JSON.stringify(envelope.data) })
    expect(headers).toMatchObject({
      ce_specversion: '1.0',
      ce_id: 'company-1:3',
      ce_type: 'CompanyChanged',
      ce_dataschema: 'urn:stagebureau:event:CompanyChanged:2',
      'content-type': 'application/json',
    })
  })

  it.each(['ce_id', 'ce_source', 'ce_type', 'ce_time', 'ce_subject', 'ce_sequence', 'ce_dataschema'])(
    'cannot be read without %s',
    (name) => {
      const { value, headers } = toMessage(envelope)
      const { [name]: _, ...rest } = headers
      expect(() => toEnvelope({ value, headers: rest })).toThrow(name)
    },
  )

  it('cannot be read when it is not JSON, or its sequence no number', () => {
    const { value, headers } = toMessage(envelope)
    expect(() => toEnvelope({ value: '{"name":', headers })).toThrow(/not JSON/)
    expect(() => toEnvelope({ value, headers: { ...headers, ce_sequence: 'third' } })).toThrow(/no number/)
  })
})

// An event as a message of Kafka and back: CloudEvents 1.0, binary content mode of its Kafka binding.
import { type Envelope, UnreadableEvent } from '@stagebureau/shared'

export type Headers = Readonly<Record<string, string>>
export type Message = { readonly key: string; readonly value: string; readonly headers: Headers }

const schemaOf = ({ type, version }: Envelope) => `urn:stagebureau:event:${type}:${version}`

/** `sequence` is an extension attribute; the rest is CloudEvents. The key is the subject, so order is kept per subject. */
export const toMessage = (envelope: Envelope): Message => {
  const { id, source, type, subject, sequence, time, traceparent, data } = envelope
  return {
    key: subject,
    value: JSON.stringify(data) ?? 'null',
    headers: {
      ce_specversion: '1.0',
      ce_id: id,
      ce_source: source,
      ce_type: type,
      ce_time: time,
      ce_subject: subject,
      ce_sequence: String(sequence),
      ce_dataschema: schemaOf(envelope),
      'content-type': 'application/json',
      ...(traceparent === undefined ? {} : { traceparent }),
    },
  }
}

/** Throws UnreadableEvent for what no producer of ours would write. */
export const toEnvelope = ({ value, headers }: Pick<Message, 'value' | 'headers'>): Envelope => {
  const type = headers.ce_type ?? 'without a type'
  const read = (name: string): string => {
    const text = headers[name]
    if (text === undefined) throw new UnreadableEvent(type, `the header ${name} is missing`)
    return text
  }
  const whole = (name: string, text: string): number => {
    if (/^\d{1,15}$/.test(text)) return Number(text)
    throw new UnreadableEvent(type, `the header ${name} holds no number`)
  }
  const version = read('ce_dataschema').split(':').at(-1) ?? ''
  const envelope = {
    id: read('ce_id'),
    source: read('ce_source'),
    type: read('ce_type'),
    version: whole('ce_dataschema', version),
    subject: read('ce_subject'),
    sequence: whole('ce_sequence', read('ce_sequence')),
    time: read('ce_time'),
    ...(headers.traceparent === undefined ? {} : { traceparent: headers.traceparent }),
  }
  try {
    return { ...envelope, data: JSON.parse(value) }
  } catch {
    throw new UnreadableEvent(type, 'its data are not JSON')
  }
}

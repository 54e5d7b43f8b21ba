// The one client of the graph: its header against foreign forms, the reader's language, live news over SSE.
import { cacheExchange, createClient, fetchExchange } from 'urql'
import { language } from '../language.ts'
import { linkToken } from './link.ts'

const digits = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('')
/** A new trace for every request (W3C Trace Context): its number is found again in every log that it leads to. */
const newTrace = (): string => `00-${digits(16)}-${digits(8)}-01`

export const client = createClient({
  url: `/graphql?taal=${language}`,
  preferGetMethod: false,
  fetchSubscriptions: true,
  fetchOptions: () => ({
    headers: {
      'x-graphql-yoga-csrf': '1',
      traceparent: newTrace(),
      ...(linkToken === null ? {} : { authorization: `Bearer ${linkToken}` }),
    },
    credentials: 'same-origin',
  }),
  exchanges: [cacheExchange, fetchExchange],
})

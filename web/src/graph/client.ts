// The one client of the graph: its header against foreign forms, the reader's language, live news over SSE.
import { cacheExchange, createClient, fetchExchange } from 'urql'
import { language } from '../language.ts'
import { linkToken } from './link.ts'
import { newTrace } from './trace.ts'

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

// Asks the graph for what a page shows, and tells the page how far that is.
import { type AnyVariables, type CombinedError, type TypedDocumentNode, useQuery } from 'urql'

export type Answer<Data> =
  | { readonly state: 'loading'; readonly again: () => void }
  | { readonly state: 'failed'; readonly error: CombinedError; readonly again: () => void }
  | { readonly state: 'here'; readonly data: Data; readonly again: () => void }

/** `pause` waits until the page knows what to ask. */
export const useQuestion = <Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  pause = false,
): Answer<Data> => {
  const [{ data, error }, ask] = useQuery<Data, AnyVariables>({
    query,
    variables,
    pause,
    requestPolicy: 'cache-and-network',
  })
  const again = () => ask({ requestPolicy: 'network-only' })
  if (data !== undefined && data !== null) return { state: 'here', data, again }
  if (error !== undefined) return { state: 'failed', error, again }
  return { state: 'loading', again }
}

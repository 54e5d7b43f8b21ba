// Asks the graph to change something, and keeps whether that is under way, done or refused.
import { useState } from 'react'
import { type AnyVariables, type TypedDocumentNode, useMutation } from 'urql'
import { type Problem, problemOf } from './problem.ts'

export const useChange = <Data, Variables extends AnyVariables>(document: TypedDocumentNode<Data, Variables>) => {
  const [{ fetching }, run] = useMutation<Data, Variables>(document)
  const [problem, setProblem] = useState<Problem>()
  return {
    busy: fetching,
    problem,
    forget: () => setProblem(undefined),
    /** The answer, or undefined when it was refused; then `problem` says why. */
    change: async (variables: Variables): Promise<Data | undefined> => {
      setProblem(undefined)
      const { data, error } = await run(variables)
      if (error !== undefined) {
        setProblem(problemOf(error))
        return undefined
      }
      return data
    },
  }
}

// What the command line must know about one kind of question, and how such a question is answered and its answer checked.
import { BadInput, type Read } from './reader.ts'

/** One kind of question as its own file describes it; `Question` and `Found` are its own types. */
export type Description<Question, Found> = {
  /** Makes the question from parsed JSON; throws BadInput. */
  readonly read: Read<Question>
  /** Does the work; only this is timed. */
  readonly solve: (question: Question) => Found
  /** The answer as it is printed, but for the milliseconds. */
  readonly write: (found: Found, question: Question) => object
  /** What is wrong with an answer in parsed JSON, in words; shares nothing with the solver. BadInput counts as a flaw. */
  readonly check?: (question: Question, answer: unknown) => readonly string[]
}

/** One kind of question as the command line sees it: parsed JSON in, JSON or flaws out. */
export type Kind = {
  readonly answer: (input: unknown) => object
  readonly check?: (input: unknown, answer: unknown) => readonly string[]
}

export const kindOf = <Question, Found>({ read, solve, write, check }: Description<Question, Found>): Kind => ({
  answer: (input) => {
    const question = read(input)
    const start = performance.now()
    const found = solve(question)
    const milliseconds = Math.round((performance.now() - start) * 1000) / 1000
    return { ...write(found, question), milliseconds }
  },
  ...(check === undefined
    ? {}
    : {
        check: (input, answer) => {
          const question = read(input)
          try {
            return check(question, answer)
          } catch (error) {
            if (error instanceof BadInput) return [error.message]
            throw error
          }
        },
      }),
})

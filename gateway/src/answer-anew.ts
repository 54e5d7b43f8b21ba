// Answers every event of a subscription as a request of its own: fresh rights, fresh batches, errors as readers see them.
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type SubscriptionArgs,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { GraphContext } from './context.ts'

/** What a subscription yields: the value of its field, and who asks for it at that moment. */
export type Event = { readonly context: GraphContext; readonly [field: string]: unknown }
export type PresenterOf = (context: object) => (error: unknown) => GraphQLError

async function* answers(args: SubscriptionArgs, events: AsyncIterable<unknown>, present: ReturnType<PresenterOf>) {
  const presented = (result: ExecutionResult): ExecutionResult =>
    result.errors === undefined ? result : { ...result, errors: result.errors.map(present) }
  try {
    for await (const event of events) {
      const { context } = event as Event
      const contextValue = { ...(args.contextValue as object), ...context }
      yield presented((await execute({ ...args, rootValue: event, contextValue } as ExecutionArgs)) as ExecutionResult)
    }
  } catch (error) {
    yield { errors: [present(error)] }
  }
}

/** The context of an event goes before that of the moment at which somebody subscribed. */
export const answerAnew = (presenterOf: PresenterOf): Plugin => ({
  onSubscribe: ({ setSubscribeFn }) =>
    setSubscribeFn(async (args: SubscriptionArgs) => {
      const present = presenterOf(args.contextValue as object)
      const events = await createSourceEventStream(args as never)
      if (Symbol.asyncIterator in events) return answers(args, events, present)
      return { ...events, errors: events.errors?.map(present) }
    }),
})

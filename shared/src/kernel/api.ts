// What may be asked of a service, declared once with zod: clients and servers are derived from it.
import type { z } from 'zod'
import { DomainError } from './errors.ts'
import { fieldProblem } from './field-problem.ts'
import type { Call, Role } from './viewer.ts'

export type Operation<Input = unknown, Output = unknown> = {
  /** A command changes something and is sent once; a query may be asked again. */
  readonly kind: 'command' | 'query'
  /** Who may ask this at all; what they see of the answer is up to the service. */
  readonly roles: readonly Role[]
  readonly input: z.ZodType<Input>
  readonly output: z.ZodType<Output>
}
// biome-ignore lint/suspicious/noExplicitAny: an api holds operations of all shapes
export type Api = Readonly<Record<string, Operation<any, any>>>

type InputOf<O> = O extends Operation<infer Input, unknown> ? Input : never
type OutputOf<O> =
  O extends Operation<never, infer Output> ? Output : O extends { output: z.ZodType<infer T> } ? T : never

export type Client<A extends Api> = {
  readonly [Name in keyof A]: (input: InputOf<A[Name]>, call: Call) => Promise<OutputOf<A[Name]>>
}

export const command = <Input, Output>(
  roles: readonly Role[],
  input: z.ZodType<Input>,
  output: z.ZodType<Output>,
): Operation<Input, Output> => ({ kind: 'command', roles, input, output })
export const query = <Input, Output>(
  roles: readonly Role[],
  input: z.ZodType<Input>,
  output: z.ZodType<Output>,
): Operation<Input, Output> => ({ kind: 'query', roles, input, output })

/** Throws when this role may not ask this at all. */
export const checkRole = ({ roles }: Pick<Operation, 'roles'>, { viewer }: Call): void => {
  if (viewer.role === 'nobody' && !roles.includes('nobody')) throw new DomainError('forbidden', 'rights/sign-in-first')
  if (!roles.includes(viewer.role)) throw new DomainError('forbidden', 'rights/not-yours')
}

/** Parses an input; a wrong one becomes a refusal that names every field. */
export const parseInput = <Input>(operation: Operation<Input>, input: unknown): Input => {
  const parsed = operation.input.safeParse(input)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => ({
    path: issue.path
      .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
      .join('')
      .replace(/^\./, ''),
    text: fieldProblem(issue),
  }))
  const first = fields[0]
  throw new DomainError(
    'invalid',
    'input/invalid',
    { path: first?.path ?? '', problem: parsed.error.issues[0]?.message ?? '' },
    fields,
  )
}

/** A client for a service in the same process: input and output go through the same schemas as on the wire. */
export const inProcessClient = <A extends Api>(api: A, service: Client<A>): Client<A> =>
  Object.fromEntries(
    Object.entries(api).map(([name, operation]) => [
      name,
      async (input: unknown, call: Call) => {
        checkRole(operation, call)
        return operation.output.parse(await service[name]!(parseInput(operation, input) as never, call))
      },
    ]),
  ) as unknown as Client<A>

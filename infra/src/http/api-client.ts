// Asks a service over HTTP what inProcessClient asks within a process: same types, same refusals, with a deadline.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Api, type Call, type Client, DomainError, type Operation } from '@stagebureau/shared'
import { type Breaker, createBreaker } from './breaker.ts'
import { type AnswerOnWire, fromWire } from './wire.ts'

export type Answered = 'answered' | 'refused' | 'failed'
export type RemoteService = {
  readonly name: string
  /** Without a slash at the end. */
  readonly url: string
  readonly token: () => string
  readonly breaker?: Breaker
  /** Commands may take long: a large file is taken in, a plan is made. */
  readonly deadlineMilliseconds?: Readonly<Record<Operation['kind'], number>>
  readonly observe?: (operation: string, outcome: Answered, seconds: number) => void
}

const deadlines = { query: 15_000, command: 180_000 } as const
const pauses = [50, 200]
/** What stands between two parts says this when the other one is not there. */
const gatewayFaults = [502, 503, 504]

const isRefusal = (error: unknown, slug: DomainError['slug']) => error instanceof DomainError && error.slug === slug

/**
 * A query is asked again when the service could not be reached, a command never: it may have been done. Throws what the
 * service refuses; `unavailable` when it is not there or too late; any other Error for a fault on its side.
 */
export const apiClient = <A extends Api>(api: A, service: RemoteService): Client<A> => {
  const { name, url, token, breaker = createBreaker(), deadlineMilliseconds = deadlines, observe } = service
  const away = () => new DomainError('unavailable', 'service/away', { service: name })

  const send = async (operation: string, body: string, call: Call, signal: AbortSignal): Promise<AnswerOnWire> => {
    if (!breaker.mayTry()) throw away()
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token()}`,
      'x-request-id': call.requestId,
    }
    try {
      const response = await fetch(`${url}/api/${operation}`, { method: 'POST', headers, body, signal })
      const text = await response.text()
      if (gatewayFaults.includes(response.status) && !text.includes('"refusal"'))
        throw new TypeError(`status ${response.status}`)
      breaker.succeeded()
      return JSON.parse(text) as AnswerOnWire
    } catch (error) {
      if (signal.aborted) throw error
      breaker.failed()
      throw away()
    }
  }

  const persist = async (operation: string, { kind }: Operation, body: string, call: Call): Promise<AnswerOnWire> => {
    const signal = AbortSignal.timeout(deadlineMilliseconds[kind])
    for (let attempt = 0; ; attempt++) {
      try {
        return await send(operation, body, call, signal)
      } catch (error) {
        if (signal.aborted)
          throw new DomainError('unavailable', kind === 'query' ? 'service/too-late' : 'service/unsure', {
            service: name,
          })
        const pause = pauses[attempt]
        if (kind === 'command' || pause === undefined || !isRefusal(error, 'service/away')) throw error
        await sleep(pause)
      }
    }
  }

  const ask = async (operation: string, declared: Operation, input: unknown, call: Call): Promise<unknown> => {
    const answer = await persist(operation, declared, JSON.stringify({ input, call }), call)
    if (answer.refusal === undefined && 'output' in answer) return declared.output.parse(answer.output)
    if (answer.refusal === undefined) throw new Error(`the service ${name} failed at ${operation}: ${answer.title}`)
    const refusal = fromWire(answer.refusal)
    // The asker can do nothing about this: the keys of the two parts do not belong together.
    if (isRefusal(refusal, 'request/not-from-us'))
      throw new Error(`the service ${name} does not know our key: its SERVICE_PUBLIC_KEYS lacks the other half of ours`)
    throw refusal
  }

  const observed = async (operation: string, declared: Operation, input: unknown, call: Call): Promise<unknown> => {
    const start = performance.now()
    let outcome: Answered = 'failed'
    try {
      const output = await ask(operation, declared, input, call)
      outcome = 'answered'
      return output
    } catch (error) {
      if (error instanceof DomainError && error.kind !== 'unavailable') outcome = 'refused'
      throw error
    } finally {
      observe?.(operation, outcome, (performance.now() - start) / 1000)
    }
  }

  return Object.fromEntries(
    Object.entries(api).map(([operation, declared]) => [
      operation,
      (input: unknown, call: Call) => observed(operation, declared, input, call),
    ]),
  ) as unknown as Client<A>
}

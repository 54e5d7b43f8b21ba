// Asks a service over HTTP what inProcessClient asks within a process: same types, same refusals, with a deadline.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Api, type Call, type Client, DomainError, type Operation } from '@stagebureau/shared'
import type { Address, Addresses } from './addresses.ts'
import { type AnswerOnWire, fromWire } from './wire.ts'

export type Answered = 'answered' | 'refused' | 'failed'
export type RemoteService = {
  readonly name: string
  readonly addresses: Addresses
  readonly token: () => string
  /** Commands may take long: a large file is taken in, a plan is made. */
  readonly deadlineMilliseconds?: Readonly<Record<Operation['kind'], number>>
  readonly observe?: (operation: string, outcome: Answered, seconds: number) => void
}

const deadlines = { query: 15_000, command: 180_000 } as const
const pauses = [50, 200]
/** What stands between two parts says this when the other one is not there. */
const gatewayFaults = [502, 503, 504]

/** The other side was never reached, so nothing has been done there. */
const unreached = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']
const neverSent = (error: unknown): boolean =>
  unreached.includes(((error as Error).cause as { code?: string } | undefined)?.code ?? '')

const isRefusal = (error: unknown, slug: DomainError['slug']) => error instanceof DomainError && error.slug === slug

/**
 * Asks one of the addresses, and the next when that one cannot be reached. A query is asked again when it is not answered,
 * a command never once it was sent: it may have been done. Throws what the service refuses; `unavailable` when it is not there or too late; any other Error for a fault on its side.
 */
export const apiClient = <A extends Api>(api: A, service: RemoteService): Client<A> => {
  const { name, addresses, token, deadlineMilliseconds = deadlines, observe } = service
  const away = () => new DomainError('unavailable', 'service/away', { service: name })

  type Message = { readonly operation: string; readonly body: string; readonly requestId: string }
  const sendTo = async ({ url, breaker }: Address, message: Message, signal: AbortSignal): Promise<AnswerOnWire> => {
    const { operation, body, requestId } = message
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token()}`,
      'x-request-id': requestId,
    }
    try {
      const response = await fetch(`${url}/api/${operation}`, { method: 'POST', headers, body, signal })
      const text = await response.text()
      if (gatewayFaults.includes(response.status) && !text.includes('"refusal"'))
        throw new TypeError(`status ${response.status}`)
      breaker.succeeded()
      return JSON.parse(text) as AnswerOnWire
    } catch (error) {
      // Too late is not away; but where others can be asked it is better to ask them.
      if (!signal.aborted || (await addresses.inOrder()).length > 1) breaker.failed()
      throw error
    }
  }
  const send = async (message: Message, signal: AbortSignal): Promise<AnswerOnWire> => {
    for (const address of await addresses.inOrder()) {
      if (!address.breaker.mayTry()) continue
      try {
        return await sendTo(address, message, signal)
      } catch (error) {
        if (signal.aborted) throw error
        if (!neverSent(error)) throw away()
      }
    }
    throw away()
  }

  const persist = async (operation: string, { kind }: Operation, body: string, call: Call): Promise<AnswerOnWire> => {
    const signal = AbortSignal.timeout(deadlineMilliseconds[kind])
    const message = { operation, body, requestId: call.requestId }
    for (let attempt = 0; ; attempt++) {
      try {
        return await send(message, signal)
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

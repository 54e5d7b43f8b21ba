// Hands work to a worker thread, one after the other; a new thread is started when one breaks, or has been let go at rest.
import { Worker } from 'node:worker_threads'
import type { Situation } from '../domain/facts.ts'
import type { Progress } from '../engine/flow-network.ts'
import type { AboutIt, AnswerTo, InputOf, OutputOf, Question, Work } from '../solve.ts'
import type { Order } from '../solve-worker.ts'

/** A situation by the name of what it is made from: two of the same name are the same. */
export type Standing = { readonly key: string; readonly load: () => Promise<Situation> }

export type Solver = {
  /** The checked answer; rejects when the thread breaks, the plan does not pass its check, or the signal says so. */
  readonly solve: <Name extends Work>(
    work: Name,
    input: InputOf<Name>,
    onProgress?: (progress: Progress) => void,
    signal?: AbortSignal,
  ) => Promise<OutputOf<Name>>
  /** As `solve`, about a situation that is loaded and sent only when the thread does not have it any more. */
  readonly ask: <Name extends Question>(
    question: Name,
    about: Standing,
    input: AboutIt<Name>,
  ) => Promise<AnswerTo<Name>>
  readonly stop: () => Promise<void>
}

type Waiting = {
  readonly what: Order
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
  readonly onProgress: ((progress: Progress) => void) | undefined
}
type Message = {
  readonly id: number
  readonly answer?: unknown
  readonly unknown?: boolean
  readonly error?: string
  readonly progress?: Progress
}

/** A thread at rest is let go after this while, and all that it took of memory with it; later when it keeps situations. */
const restMilliseconds = 500
const keepMilliseconds = 600_000
/** The answer of a thread that does not have the situation. */
const UNKNOWN = Symbol('unknown')

/** `onAnswered` hears how long each answer was waited for, in seconds. */
export const createSolver = (onAnswered: (what: Work | Question, seconds: number) => void): Solver => {
  let worker: Worker | undefined
  let next = 0
  const waiting = new Map<number, Waiting>()
  let rest: NodeJS.Timeout | undefined
  let keeps = false

  const fail = (error: unknown) => {
    worker = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const letGoLater = (thread: Worker) => {
    thread.unref()
    rest = setTimeout(
      () => {
        if (worker === thread) worker = undefined
        void thread.terminate()
      },
      keeps ? keepMilliseconds : restMilliseconds,
    )
    rest.unref()
  }
  const running = (): Worker => {
    clearTimeout(rest)
    if (worker !== undefined) return worker
    const started = new Worker(new URL('../solve-worker.ts', import.meta.url))
    keeps = false
    started.on('message', ({ id, answer, unknown, error, progress }: Message) => {
      if (worker !== started) return
      const one = waiting.get(id)
      if (progress !== undefined) return one?.onProgress?.(progress)
      waiting.delete(id)
      if (waiting.size === 0) letGoLater(started)
      if (error === undefined) one?.resolve(unknown === true ? UNKNOWN : answer)
      else one?.reject(new Error(error))
    })
    started.on('error', fail)
    started.on('exit', (code) => {
      if (worker === started) fail(new Error(`the solver ended with code ${code}`))
    })
    worker = started
    return started
  }

  const send = (id: number, what: Order) => {
    const thread = running()
    thread.ref()
    thread.postMessage({ id, ...what })
  }
  /** Nothing but its end stops a thread at once; what else it had to do, a new one does. */
  const giveUp = (id: number, reason: unknown) => {
    const one = waiting.get(id)
    if (one === undefined) return
    waiting.delete(id)
    clearTimeout(rest)
    const ending = worker
    worker = undefined
    void ending?.terminate()
    for (const [other, { what }] of waiting) send(other, what)
    one.reject(reason)
  }
  const order = (what: Order, onProgress?: (progress: Progress) => void, signal?: AbortSignal): Promise<unknown> =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const id = next++
      waiting.set(id, { what, resolve, reject, onProgress })
      signal?.addEventListener('abort', () => giveUp(id, signal.reason), { once: true })
      send(id, what)
    })

  const measured = async <Answer>(what: Work | Question, work: () => Promise<Answer>): Promise<Answer> => {
    const start = performance.now()
    const answer = await work()
    onAnswered(what, (performance.now() - start) / 1000)
    return answer
  }

  return {
    solve: (work, input, onProgress, signal) =>
      measured(work, () => order({ work, input }, onProgress, signal) as Promise<never>),
    ask: (question, { key, load }, input) =>
      measured(question, async () => {
        const known = await order({ question, key, input })
        if (known !== UNKNOWN) return known as never
        const situation = await load()
        const answer = order({ question, key, situation, input })
        keeps = true
        return answer as Promise<never>
      }),
    stop: async () => {
      clearTimeout(rest)
      const ending = worker
      worker = undefined
      await ending?.terminate()
      for (const { reject } of waiting.values()) reject(new Error('the bureau is stopping; draft the plan again later'))
      waiting.clear()
    },
  }
}

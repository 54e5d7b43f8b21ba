// Hands work to a worker thread, one after the other; a new thread is started when one breaks, or has been let go at rest.
import { Worker } from 'node:worker_threads'
import type { Progress } from '../engine/flow-network.ts'
import type { InputOf, OutputOf, Work } from '../solve.ts'

export type Solver = {
  /** The checked answer; rejects when the thread breaks or the plan does not pass its check. */
  readonly solve: <Name extends Work>(
    work: Name,
    input: InputOf<Name>,
    onProgress?: (progress: Progress) => void,
  ) => Promise<OutputOf<Name>>
  readonly stop: () => Promise<void>
}

type Waiting = {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
  readonly onProgress: ((progress: Progress) => void) | undefined
}
type Message = { readonly id: number; readonly answer?: unknown; readonly error?: string; readonly progress?: Progress }

/** A thread at rest is let go after this while, and all that it took of memory with it. */
const restMilliseconds = 500

export const createSolver = (): Solver => {
  let worker: Worker | undefined
  let next = 0
  const waiting = new Map<number, Waiting>()
  let rest: NodeJS.Timeout | undefined

  const fail = (error: unknown) => {
    worker = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const letGoLater = (thread: Worker) => {
    thread.unref()
    rest = setTimeout(() => {
      if (worker === thread) worker = undefined
      void thread.terminate()
    }, restMilliseconds)
    rest.unref()
  }
  const running = (): Worker => {
    clearTimeout(rest)
    if (worker !== undefined) return worker
    const started = new Worker(new URL('../solve-worker.ts', import.meta.url))
    started.on('message', ({ id, answer, error, progress }: Message) => {
      const one = waiting.get(id)
      if (progress !== undefined) return one?.onProgress?.(progress)
      waiting.delete(id)
      if (waiting.size === 0) letGoLater(started)
      if (error === undefined) one?.resolve(answer)
      else one?.reject(new Error(error))
    })
    started.on('error', fail)
    started.on('exit', (code) => {
      if (worker === started) fail(new Error(`the solver ended with code ${code}`))
    })
    worker = started
    return started
  }

  return {
    solve: (work, input, onProgress) =>
      new Promise((resolve, reject) => {
        const id = next++
        waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject, onProgress })
        const thread = running()
        thread.ref()
        thread.postMessage({ id, work, input })
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

// The thread in which plans are computed, so that the service goes on answering meanwhile.
import { parentPort } from 'node:worker_threads'
import type { Drafted } from './domain/drafted.ts'
import type { Situation } from './domain/facts.ts'
import { keepSituations } from './domain/kept-situations.ts'
import type { Repaired } from './domain/repair.ts'
import type { Progress } from './engine/flow-network.ts'
import { type Question, questions, type Work, works } from './solve.ts'

/** A piece of work; or a question about the situation of that key, which comes along when the thread said that it has none. */
export type Order =
  | { readonly work: Work; readonly input: unknown }
  | {
      readonly question: Question
      readonly key: string
      readonly situation?: Situation
      readonly input: unknown
    }

const kept = keepSituations()

const answerTo = (
  order: Order,
  tell: (progress: Progress) => void,
): { answer: unknown } | { answer?: undefined; unknown: true } => {
  if ('work' in order) return { answer: works[order.work](order.input as never, tell) }
  const { question, key, input } = order
  const situation = order.situation === undefined ? kept.get(key) : kept.keep(key, order.situation)
  return situation === undefined ? { unknown: true } : { answer: questions[question](situation, input as never) }
}

/** The prices go over to the service; they are not copied. */
const buffersIn = (order: Order, answer: unknown): ArrayBuffer[] => {
  if (!('work' in order)) return []
  const plans = order.work === 'draft' ? [answer as Drafted] : (answer as Repaired[]).map(({ drafted }) => drafted)
  return [...new Set(plans.flatMap(({ prices }) => prices.map(({ buffer }) => buffer as ArrayBuffer)))]
}

parentPort?.on('message', ({ id, ...order }: Order & { readonly id: number }) => {
  try {
    const said = answerTo(order, (progress) => parentPort?.postMessage({ id, progress }))
    parentPort?.postMessage({ id, ...said }, buffersIn(order, said.answer))
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})

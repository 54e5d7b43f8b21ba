// The thread in which plans are computed, so that the service goes on answering meanwhile.
import { parentPort } from 'node:worker_threads'
import type { Progress } from './engine/flow-network.ts'
import { type Work, works } from './solve.ts'

type Asked = { readonly id: number; readonly work: Work; readonly input: never }

parentPort?.on('message', ({ id, work, input }: Asked) => {
  try {
    const answer = works[work](input, (progress: Progress) => parentPort?.postMessage({ id, progress }))
    parentPort?.postMessage({ id, answer })
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})

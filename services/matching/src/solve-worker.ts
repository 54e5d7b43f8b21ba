// The thread in which plans are computed, so that the service goes on answering meanwhile.
import { parentPort } from 'node:worker_threads'
import { solve, type Task } from './solve.ts'

parentPort?.on('message', ({ id, task }: { id: number; task: Task }) => {
  try {
    const answer = solve(task, (progress) => parentPort?.postMessage({ id, progress }))
    parentPort?.postMessage({ id, answer })
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})

// Tells on standard error how far a long job is.

export type Progress = (step: string) => void

/** One line per step, with the seconds since the start. */
export const progressTo = (stream: NodeJS.WritableStream): Progress => {
  const start = performance.now()
  return (step) => void stream.write(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${step}\n`)
}

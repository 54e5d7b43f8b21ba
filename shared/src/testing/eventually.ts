// Waits until something holds, instead of sleeping and hoping.

/** Tries until `check` stops throwing and returns its value; after `milliseconds` the last error is thrown. */
export const eventually = async <T>(check: () => T | Promise<T>, milliseconds = 10_000): Promise<T> => {
  const deadline = Date.now() + milliseconds
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}

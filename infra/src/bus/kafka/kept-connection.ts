// One connection for everybody who needs it.
type Connecting = { readonly connect: () => Promise<void>; readonly disconnect: () => Promise<void> }

/** Made when it is first needed, and anew after a failure: it may be stuck on a broker that is gone. */
export const keptConnection = <C extends Connecting>(make: () => C) => {
  let kept: Promise<C> | undefined
  const open = async (): Promise<C> => {
    const made = make()
    await made.connect()
    return made
  }
  const end = (opened: Promise<C> | undefined) => opened?.then((one) => one.disconnect()).catch(() => {})
  return {
    use: async <T>(work: (one: C) => Promise<T>): Promise<T> => {
      kept ??= open()
      const opened = kept
      try {
        return await work(await opened)
      } catch (error) {
        if (kept === opened) {
          kept = undefined
          void end(opened)
        }
        throw error
      }
    },
    close: async (): Promise<void> => {
      const opened = kept
      kept = undefined
      await end(opened)
    },
  }
}

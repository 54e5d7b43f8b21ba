// Ends with 0 when the process in this container is ready; plain JavaScript so that a check costs little.
try {
  const { ok } = await fetch(`http://127.0.0.1:${process.env.PORT || 4000}/ready`, {
    signal: AbortSignal.timeout(2500),
  })
  process.exit(ok ? 0 : 1)
} catch {
  process.exit(1)
}
